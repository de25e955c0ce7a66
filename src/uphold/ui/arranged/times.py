"""Times that can be booked, each with its price and the clause behind it, and what the agreement says before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from uphold.policy.scenario.arranging import Closed, SlotTerms
from uphold.scheduling.asking import price_of
from uphold.scheduling.queries import Offer, Offers
from uphold.ui import words
from uphold.ui.components.clause import Clause
from uphold.ui.components.fact import Fact
from uphold.ui.decided.clause import Href, clause_of, clause_of_ruling


@dataclass(frozen=True, slots=True)
class Time:
    """One time as a choice: `price` is empty where it costs nothing beyond the agreement."""

    value: str
    words: str
    price: str
    clause: Clause | None
    names: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """`facts` say by which clause; `plain` keep the notice, the earliest first; `priced` need a yes."""

    facts: tuple[Fact, ...]
    plain: tuple[Time, ...]
    priced: tuple[Time, ...]
    asks_what_is_unfamiliar: bool

    @property
    def is_empty(self) -> bool:
        return not self.plain and not self.priced


def times_of(
    found: Offers, *, zone: ZoneInfo, now: datetime, href: Href, chosen: str = "", is_named: bool = False
) -> Times:
    """`is_named`: whoever is free stands beside each time."""
    plain = [*([found.first] if found.first else []), *found.plain]
    values = [offer.span.starts_at.isoformat() for offer in (*plain, *found.priced)]
    chosen = chosen if chosen in values else next(iter(values), "")

    def shown(offer: Offer) -> Time:
        time = time_of(offer, zone=zone, now=now, href=href, chosen=chosen)
        return time if is_named else replace(time, names="")

    return Times(
        facts=tuple(facts_of(found, zone=zone, now=now, href=href)),
        plain=tuple(map(shown, plain)),
        priced=tuple(map(shown, found.priced)),
        asks_what_is_unfamiliar=found.asked.asks_what_is_unfamiliar,
    )


def time_of(offer: Offer, *, zone: ZoneInfo, now: datetime, href: Href, chosen: str) -> Time:
    value = offer.span.starts_at.isoformat()
    priced = not offer.terms.is_plain
    return Time(
        value=value,
        words=span_words(offer.span.starts_at, offer.span.ends_at, zone=zone, now=now),
        price=terms_words(offer.terms) if priced else "",
        clause=clause_of_terms(offer.terms, href=href) if priced else None,
        names=", ".join(engineer.staff.name for engineer in offer.free),
        is_chosen=value == chosen,
    )


def facts_of(found: Offers, *, zone: ZoneInfo, now: datetime, href: Href) -> Iterator[Fact]:
    """From when the notice is kept, by which row; and what has no appointment at all."""
    kept = [offer.terms for offer in found.all if offer.terms.earliest is not None]
    for terms in kept[:1]:
        earliest = words.instant(terms.earliest or now, zone, now=now)
        clause = clause_of_ruling(terms.ruling, href=href)
        yield Fact("", gettext("Notice is kept from %(when)s on.") % {"when": earliest}, clause=clause)
    yield from closed_facts(found.asked.closed, href=href)


def closed_facts(closed: Closed, *, href: Href) -> Iterator[Fact]:
    """Work in some hours, and escalation, where the agreement takes them from this ticket."""
    if closed.hours is not None:
        sentence = gettext("There is no appointment in %(hours)s: this is not an outage.")
        yield Fact(
            "", sentence % {"hours": closed.named}, clause=clause_of_ruling(closed.hours.ruling, href=href)
        )
    if closed.escalation is not None:
        clause = clause_of_ruling(closed.escalation.ruling, href=href)
        yield Fact("", gettext("It has no claim to escalation."), clause=clause)


def terms_words(terms: SlotTerms) -> str:
    """What must be agreed to: "priority handling, $125.00 per hour, minimum 2 hours"."""
    price = gettext("at a price that we name first") if terms.is_as_agreed else price_of(terms)
    subject = terms.option.subject if terms.option is not None else ""
    return ", ".join(part for part in (subject, price) if part)


def clause_of_terms(terms: SlotTerms, *, href: Href) -> Clause | None:
    """The row that charges; else the row that lets it be chosen."""
    if terms.charged_by is not None:
        return clause_of(terms.charged_by, href=href)
    return clause_of_ruling(terms.ruling, href=href)


def span_words(starts_at: datetime, ends_at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """On a clock: "Mon 21 Sep, 09:00 to 11:00"."""
    until = ends_at.astimezone(zone)
    begins = words.instant(starts_at, zone, now=now)
    return gettext("%(begins)s to %(until)s") % {"begins": begins, "until": f"{until:%H:%M}"}


def chosen_of(found: Offers, value: str) -> Offer | None:
    """The time that a form names, if it can still be booked."""
    return next((offer for offer in found.all if offer.span.starts_at.isoformat() == value), None)


def names_of(offers: Sequence[Offer]) -> list[tuple[int, str]]:
    """Everybody who is free at one of the times."""
    people = {engineer.staff.pk: engineer.staff.name for offer in offers for engineer in offer.free}
    return sorted(people.items(), key=lambda each: each[1])
