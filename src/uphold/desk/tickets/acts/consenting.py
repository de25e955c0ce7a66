"""Consent of a named contact: asked by mail, or noted from the telephone, to what the agreement asks for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview
from uphold.desk.tickets.acts.fields import fill
from uphold.desk.tickets.acts.talking import caller_named, callers_of
from uphold.desk.tickets.chips import chip_of_row
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.actions import ask_for_consent, note_consent_by_telephone
from uphold.metering.actions.consent import FOR_CONSENT, LONGEST_PRICE, LONGEST_SUBJECT
from uphold.tickets.models import Ticket


class ConsentForm(ActForm):
    contact = forms.ChoiceField(label=gettext_lazy("Who"))
    subject = forms.CharField(label=gettext_lazy("Agrees to"), max_length=LONGEST_SUBJECT)
    price = forms.CharField(label=gettext_lazy("Price"), max_length=LONGEST_PRICE, required=False)

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "contact", callers_of(sheet), initial=str(sheet.ticket.opened_by_id or ""))
        if sheet.offer is not None:
            self.fields["subject"].initial = sheet.offer.subject
            self.fields["price"].initial = sheet.offer.price


def is_needed(sheet: Sheet) -> bool:
    """A row needs a consent that nobody gave, or the ticket waits for one to a price that a person named."""
    return sheet.offer is not None or sheet.ticket.waiting_for == FOR_CONSENT


def offer_previews(sheet: Sheet) -> Sequence[Preview]:
    if sheet.offer is None:
        return [Preview(gettext("No row needs a consent for work on this ticket now."))]
    clause = chip_of_row(sheet.offer.citation)
    return [Preview(gettext("Without a consent this work costs nothing."), clause)]


def stated_of(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "actor": actor,
        "ticket": ticket,
        "contact": caller_named(actor, stated["contact"]),
        "subject": stated["subject"],
        "price": stated["price"],
        "at": at,
    }


CONSENT_REQUEST = Act(
    name="consent-request",
    label=gettext_lazy("Ask for a consent by mail"),
    button=gettext_lazy("Send the question"),
    icon="mail",
    need=Permission.TICKET_WORK,
    words=gettext_lazy(
        "The link in the mail works once, for seven days. The ticket waits for the answer, which stands here by name."
    ),
    form=ConsentForm,
    suits=is_needed,
    previews=offer_previews,
    perform=lambda actor, ticket, stated, at: ask_for_consent(**stated_of(actor, ticket, stated, at)),
    said=gettext_lazy("The question is on its way."),
    leads_to="desk:ticket-minutes",
)

CONSENT = Act(
    name="consent",
    label=gettext_lazy("A contact agreed on the telephone"),
    button=gettext_lazy("Note the consent"),
    icon="coins",
    need=Permission.TICKET_WORK,
    words=gettext_lazy("Your name stands beside it. It holds for every later charge of this ticket."),
    form=ConsentForm,
    suits=is_needed,
    previews=offer_previews,
    perform=lambda actor, ticket, stated, at: note_consent_by_telephone(
        **stated_of(actor, ticket, stated, at)
    ),
    said=gettext_lazy("The consent is noted."),
    leads_to="desk:ticket-minutes",
)
