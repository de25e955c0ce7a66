"""Taking what the agreement leaves to a person, with words that the customer reads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.desk.door import desk_page
from uphold.desk.tickets.acts.act import Act, ActForm, Preview
from uphold.desk.tickets.acts.fields import words_field
from uphold.desk.tickets.acts.view import handled
from uphold.desk.tickets.chips import chip_of_row
from uphold.desk.tickets.sheet import Sheet, sheet_of
from uphold.desk.tickets.side import may_take, options_of
from uphold.policy.scenario.answer import Option
from uphold.tickets.actions import take_option
from uphold.tickets.models import Ticket
from uphold.ui.decided.outcome import option_words
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of


class ReasonForm(ActForm):
    body = words_field(gettext_lazy("Reason, which the customer reads"))


@desk_page(need=Permission.TICKET_WORK, methods=["GET", "POST"])
def take(request: PageRequest, number: str, kind: str, line: int) -> HttpResponse:
    sheet = sheet_of(request.actor, number, reader=reader_of(request), need=Permission.TICKET_WORK)
    option = option_at(sheet, kind, line)
    if not may_take(option, sheet=sheet):
        raise NotAllowed(Permission.TICKET_DECIDE)
    href = reverse("desk:ticket-option", args=[number, kind, line])
    return handled(request, act_of(kind, option), sheet=sheet, href=href)


def option_at(sheet: Sheet, kind: str, line: int) -> Option:
    for each_kind, option in options_of(sheet):
        if each_kind == kind and option.citation.line == line:
            return option
    raise NotThere("option")


def act_of(kind: str, option: Option) -> Act:
    def perform(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> object:
        return take_option(
            actor=actor,
            ticket=ticket,
            kind=kind,
            answer_word=option.answer,
            subject=option.subject,
            body=stated["body"],
            at=at,
        )

    return Act(
        name="option",
        label=gettext("Choose: %(what)s") % {"what": option.answer},
        button=gettext("Choose it"),
        icon="scale",
        need=Permission.TICKET_WORK,
        form=ReasonForm,
        previews=lambda _: previews_of(kind, option),
        perform=perform,
        said=gettext_lazy("It is chosen for ticket %(number)s."),
    )


def previews_of(kind: str, option: Option) -> list[Preview]:
    """What is chosen; late payment is the account's, so all of its tickets follow."""
    chosen = Preview(option_words(option), chip_of_row(option.citation))
    if kind != "standing":
        return [chosen]
    return [chosen, Preview(gettext("It holds for the whole account, not for this ticket alone."))]
