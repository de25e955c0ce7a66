"""Answering by the link of a mail: what is asked, at which price, by which row; yes or no, once, without signing in."""

from django.http import HttpResponse
from django.utils.translation import gettext

from uphold.kit import now
from uphold.metering.actions.consent import answer_consent_request, open_consent_request
from uphold.metering.models import ConsentRequest
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
    values = {"asked": asked, "facts": facts_of(asked), "quote": agreed_words(asked), "answered": False}
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


def agreed_words(asked: ConsentRequest) -> str:
    """The row itself, as it was agreed; nothing where no row asks."""
    cited = (rule.citation for rule in agreement_of(asked.ticket).rules.get("charge", ()))
    wanted = (asked.anchor, asked.line)
    return next((each.quote for each in cited if (each.anchor, each.line) == wanted), "")
