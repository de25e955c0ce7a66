"""Answering by the link of a mail: what is asked, at which price, by which row; yes or no, once, without signing in."""

from django.http import HttpResponse
from django.utils.translation import gettext

from uphold.journal.queries import entries_about
from uphold.kit import now
from uphold.metering.actions.consent import answer_consent_request, open_consent_request
from uphold.metering.models import ConsentRequest
from uphold.policy.decide.rule import Rule
from uphold.portal.tickets.consenting import used_under_words
from uphold.tickets.retiming import agreement_of
from uphold.ui.components.fact import Fact
from uphold.ui.page import PUBLIC, PageRequest, page
from uphold.ui.respond import shown

YES, NO = "yes", "no"


@page(need=PUBLIC, methods=["GET", "POST"])
def answer(request: PageRequest, token: str) -> HttpResponse:
    """Following the link decides nothing, because programs follow links; only the form does."""
    said = request.POST.get("answer", "")
    if request.method == "POST" and said in {YES, NO}:
        answered = answer_consent_request(token=token, is_agreed=said == YES, at=now())
        return told(request, answered)
    asked = open_consent_request(token, at=now())
    rule = rule_of(asked)
    quote = rule.citation.quote if rule else ""
    values = {"asked": asked, "facts": asked_facts(asked, rule), "quote": quote, "answered": False}
    return shown(request, "portal/consent.html", values, status=422 if request.method == "POST" else 200)


def told(request: PageRequest, answered: ConsentRequest) -> HttpResponse:
    values = {"asked": answered, "facts": facts_of(answered), "quote": "", "answered": True}
    return shown(request, "portal/consent.html", values)


def facts_of(asked: ConsentRequest) -> list[Fact]:
    return [
        Fact(gettext("What for"), asked.subject),
        Fact(gettext("Price"), asked.price or gettext("as agreed with you")),
        Fact(gettext("Clause"), clause_words(asked)),
        Fact(gettext("Your request"), f"{asked.ticket.number} {asked.ticket.subject}"),
        Fact(gettext("Asked of"), asked.contact.name),
    ]


def clause_words(asked: ConsentRequest) -> str:
    """The heading that the row stands under."""
    return f"§ {asked.clause}" if asked.clause else gettext("none")


def asked_facts(asked: ConsentRequest, rule: Rule | None) -> list[Fact]:
    """With what of the row's minimum is used already, before anybody says yes."""
    what, price, *others = facts_of(asked)
    if rule is None:
        return [what, price, *others]
    ticket = asked.ticket
    used = used_under_words(ticket, rule, entries=list(entries_about(ticket)), at=now())
    return [what, price, *([Fact(gettext("Used already"), used)] if used else []), *others]


def rule_of(asked: ConsentRequest) -> Rule | None:
    """The row itself, as it was agreed; none where no row asks."""
    wanted = (asked.anchor, asked.line)
    rules = agreement_of(asked.ticket).rules.get("charge", ())
    return next((rule for rule in rules if (rule.citation.anchor, rule.citation.line) == wanted), None)
