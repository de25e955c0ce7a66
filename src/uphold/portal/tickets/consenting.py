"""Consent in the portal: what the agreement asks it for, at which price, by which row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from uphold.journal.models import Entry
from uphold.metering.needs import Offer, offer_of
from uphold.metering.queries import case_work
from uphold.policy.decide.rule import Rule
from uphold.policy.scenario.consent import consent_needed
from uphold.policy.scenario.quotes import minimum_of
from uphold.policy.scenario.used import used_under
from uphold.portal.agreements.pages import citation_href
from uphold.portal.tickets.sheet import Sheet
from uphold.tickets.bridge import case_of
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import clause_of
from uphold.ui.decided.used import used_words


@dataclass(frozen=True, slots=True)
class Asked:
    """What is agreed to. An empty price is still to be named, so nobody can agree to it yet.

    `used` says what other work has used of the row's minimum already.

    `is_plain`: no row asks for it, but the provider does, for work at the price that the page shows.
    """

    subject: str
    price: str
    clause: Clause | None
    seen: str
    is_plain: bool = False
    used: str = ""


def consent_asked(sheet: Sheet) -> Asked | None:
    """None where the ticket is over, or nothing on it needs a consent that nobody gave."""
    if sheet.ticket.is_over:
        return None
    case = case_of(sheet.ticket, entries=sheet.entries, at=sheet.reader.now)
    rule = consent_needed(sheet.agreement, case)
    offer = offer_of(rule, currency=sheet.agreement.currency) if rule else None
    if offer is None or rule is None:
        return Asked(plain_subject(), "", None, "", is_plain=True) if is_awaited(sheet.ticket) else None
    return Asked(
        subject=offer.subject,
        price=offer.price,
        clause=clause_of(offer.citation, href=citation_href) if offer.citation else None,
        seen=seen(offer),
        used=used_under_words(sheet.ticket, rule, entries=sheet.entries, at=sheet.reader.now),
    )


def used_under_words(ticket: Ticket, rule: Rule, *, entries: Sequence[Entry], at: datetime) -> str:
    """What of the row's minimum is used already, by all work that is logged."""
    case = case_of(ticket, entries=entries, at=at, work=case_work(ticket))
    used = used_under(agreement_of(ticket), case, rule=rule)
    return used_words(used, minimum=minimum_of(rule))


def seen(offer: Offer) -> str:
    return f"{offer.subject} · {offer.price}"


def is_awaited(ticket: Ticket) -> bool:
    return ticket.waiting_for == "consent"


def plain_subject() -> str:
    return gettext("the work at this price")
