"""Words beside the reply: a note, a call taken, a redirection, a way around, a refusal."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview
from uphold.desk.tickets.acts.fields import choice_field, fill, words_field
from uphold.desk.tickets.acts.previews import admission_preview, row_preview, step_preview
from uphold.desk.tickets.sheet import Sheet
from uphold.people.access import get_contact, visible_contacts
from uphold.people.models import Contact
from uphold.policy.decide.terms import Answer
from uphold.tickets.actions import add_note, decline_ticket, give_workaround, redirect, take_call
from uphold.tickets.naming import names_of

DECLINE = Answer("decline")


class NoteForm(ActForm):
    body = words_field(gettext_lazy("Note, seen by the desk only"))


class CallForm(ActForm):
    contact = forms.ChoiceField(label=gettext_lazy("Who called"))
    body = words_field(gettext_lazy("What was said"))

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "contact", callers_of(sheet), initial=str(sheet.ticket.opened_by_id or ""))


class RedirectionForm(ActForm):
    to = choice_field(gettext_lazy("To"))
    body = words_field()

    def prepare(self, sheet: Sheet) -> None:
        elsewhere = [name for name in names_of(sheet.agreement, "channel") if name != sheet.ticket.channel]
        fill(self, "to", [(name, name) for name in elsewhere])


class WordsForm(ActForm):
    body = words_field()


def callers_of(sheet: Sheet) -> list[tuple[str, str]]:
    """The contacts of the customer who are there."""
    callers = visible_contacts(sheet.actor).filter(organisation_id=sheet.ticket.organisation_id)
    known = callers.filter(is_active=True).order_by("name").values_list("pk", "name")
    return [(str(key), name) for key, name in known]


def caller_named(actor: Actor, key: str) -> Contact:
    return get_contact(actor, int(key), need=Permission.ORGANISATION_READ)


def refusal_previews(sheet: Sheet) -> Sequence[Preview]:
    """Whether the agreement itself declines; where it does not, that is said, with the rows that could."""
    admission = sheet.answer.admission[-1] if sheet.answer.admission else None
    if admission is not None and admission.answer == DECLINE.word:
        return [admission_preview(sheet, admission)]
    declining = [
        rule for rule in sheet.agreement.rules.get("admission", ()) if rule.terms.get("answer") == DECLINE
    ]
    sentence = gettext("No row of the agreement declines this ticket as it stands.")
    return [Preview(sentence), *(row_preview(rule.citation) for rule in declining)]


def redirecting_rows(sheet: Sheet) -> Sequence[Preview]:
    """The rows that send callers elsewhere; the clock runs on from the first contact."""
    rules = sheet.agreement.rules.get("admission", ())
    answers = [(rule, rule.terms.get("answer")) for rule in rules]
    return [
        row_preview(rule.citation)
        for rule, answer in answers
        if isinstance(answer, Answer) and answer.word == "redirect"
    ]


NOTE = Act(
    name="notes",
    label=gettext_lazy("Note"),
    button=gettext_lazy("Keep the note"),
    icon="sticky-note",
    key="n",
    need=Permission.TICKET_NOTE,
    form=NoteForm,
    perform=lambda actor, ticket, stated, at: add_note(
        actor=actor, ticket=ticket, body=stated["body"], at=at
    ),
    said=gettext_lazy("The note is kept."),
)

CALL = Act(
    name="calls",
    label=gettext_lazy("A call came in"),
    button=gettext_lazy("Write it down"),
    icon="phone",
    key="c",
    need=Permission.TICKET_NOTE,
    words=gettext_lazy("What a caller says is the customer's word: it ends a wait for the customer."),
    form=CallForm,
    perform=lambda actor, ticket, stated, at: take_call(
        actor=actor,
        ticket=ticket,
        contact=caller_named(actor, stated["contact"]),
        body=stated["body"],
        at=at,
    ),
    said=gettext_lazy("The call is written down."),
)

REDIRECTION = Act(
    name="redirection",
    label=gettext_lazy("Send the caller elsewhere"),
    button=gettext_lazy("Send elsewhere"),
    icon="arrow-right",
    key="m",
    need=Permission.TICKET_WORK,
    words=gettext_lazy("The clock runs on from the first contact; it is not started again."),
    form=RedirectionForm,
    previews=redirecting_rows,
    perform=lambda actor, ticket, stated, at: redirect(
        actor=actor, ticket=ticket, to=stated["to"], body=stated["body"], at=at
    ),
    said=gettext_lazy("The caller of ticket %(number)s was sent elsewhere."),
)

WORKAROUND = Act(
    name="workaround",
    label=gettext_lazy("Give a way around"),
    button=gettext_lazy("Send the way around"),
    icon="wrench",
    key="y",
    need=Permission.TICKET_WORK,
    form=WordsForm,
    previews=lambda sheet: step_preview(sheet, "ticket.workaround_given", {}),
    perform=lambda actor, ticket, stated, at: give_workaround(
        actor=actor, ticket=ticket, body=stated["body"], at=at
    ),
    said=gettext_lazy("The way around is sent."),
)

REFUSAL = Act(
    name="refusal",
    label=gettext_lazy("Decline"),
    button=gettext_lazy("Decline it"),
    icon="hand",
    need=Permission.TICKET_WORK,
    words=gettext_lazy("The customer reads why. It can be opened again."),
    form=WordsForm,
    previews=refusal_previews,
    is_danger=True,
    perform=lambda actor, ticket, stated, at: decline_ticket(
        actor=actor, ticket=ticket, body=stated["body"], at=at
    ),
    said=gettext_lazy("Ticket %(number)s is declined."),
)
