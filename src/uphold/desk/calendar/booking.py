"""Booking from the ticket: the act, with the times that can be booked and what the agreement asks for each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.tickets.acts.act import Act, ActForm, Preview
from uphold.desk.tickets.acts.fields import choice_field, fill, instant_field
from uphold.desk.tickets.sheet import Sheet
from uphold.people.models import Contact, Staff
from uphold.people.queries import assignable_staff
from uphold.scheduling.actions import book_appointment
from uphold.scheduling.queries import offers
from uphold.scheduling.refusals import SlotTaken
from uphold.tickets.models import Ticket
from uphold.ui.arranged.times import Time, Times, chosen_of, times_of

OTHER = "other"
YES, NO = "yes", "no"


class BookingForm(ActForm):
    """A time that is offered, or any other of somebody who is there."""

    starts = choice_field(gettext_lazy("Time"))
    other_at = instant_field(gettext_lazy("Another time, from"), is_required=False)
    other_until = instant_field(gettext_lazy("until"), is_required=False)
    engineer = forms.ChoiceField(label=gettext_lazy("With"), required=False)
    contact = forms.ChoiceField(label=gettext_lazy("For"), required=False)
    unfamiliar = choice_field(gettext_lazy("Is equipment, or are surroundings, new to the customer?"))
    price = forms.CharField(
        label=gettext_lazy("Price, where the agreement leaves it open"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Write it like “$80.00 per hour”. It can be named later."),
    )

    def prepare(self, sheet: Sheet) -> None:
        found = shown_times(sheet)
        times = (*found.plain, *found.priced)
        choices = [(time.value, f"{time.words} · {time.names}") for time in times]
        first = next((time.value for time in times), OTHER)
        fill(self, "starts", [*choices, (OTHER, gettext("another time, below"))], initial=first)
        self.helps["starts"] = {time.value: price_words(time) for time in times if time.price}
        people = [
            (str(key), name)
            for key, name in assignable_staff(sheet.ticket.provider_id).values_list("pk", "name")
        ]
        fill(self, "engineer", [("", gettext("whoever is free")), *people])
        contacts = Contact.objects.filter(organisation_id=sheet.ticket.organisation_id, is_active=True)
        known = [(str(key), name) for key, name in contacts.order_by("name").values_list("pk", "name")]
        fill(self, "contact", known, initial=str(sheet.ticket.opened_by_id or ""))
        if found.asks_what_is_unfamiliar:
            fill(self, "unfamiliar", [(YES, gettext("Yes")), (NO, gettext("No"))])
        else:
            del self.fields["unfamiliar"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("starts") == OTHER and not (
            said.get("other_at") and said.get("other_until") and said.get("engineer")
        ):
            self.add_error("other_at", gettext("Name a time from and until, and with whom."))
        return said


def shown_times(sheet: Sheet) -> Times:
    return times_of(
        sheet.times,
        zone=sheet.reader.zone_beside(sheet.zone),
        now=sheet.reader.now,
        href=citation_href,
        is_named=True,
    )


def price_words(time: Time) -> str:
    clause = f" (§ {time.clause.number})" if time.clause else ""
    return f"{time.price}{clause}"


def previews(sheet: Sheet) -> Sequence[Preview]:
    """By which rows: from when the notice is kept, what sooner costs, and what is closed to this ticket."""
    found = shown_times(sheet)
    told = [Preview(str(fact.value), fact.clause) for fact in found.facts]
    prices = {time.price: time.clause for time in found.priced}
    told += [Preview(price, clause) for price, clause in prices.items()]
    return told or [Preview(gettext("The agreement asks for no notice."))]


def book(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> object:
    starts_at, ends_at, staff = chosen(ticket, stated, at=at)
    contact = Contact.objects.filter(pk=stated["contact"] or 0).first()
    return book_appointment(
        actor=actor,
        ticket=ticket,
        staff=staff,
        starts_at=starts_at,
        ends_at=ends_at,
        contact=contact,
        is_unfamiliar=stated.get("unfamiliar") == YES,
        price=stated["price"],
        at=at,
    )


def chosen(
    ticket: Ticket, stated: Mapping[str, Any], *, at: datetime
) -> tuple[datetime, datetime | None, Staff]:
    """When and with whom: whoever is free then, unless somebody is named."""
    wanted = int(stated["engineer"]) if stated["engineer"] else None
    if stated["starts"] == OTHER:
        return stated["other_at"], stated["other_until"], Staff.objects.get(pk=wanted or 0)
    found = offers(ticket, at=at, team_id=ticket.team_id, staff_id=wanted, is_every=True)
    offer = chosen_of(found, stated["starts"])
    if offer is None:
        raise SlotTaken
    return offer.span.starts_at, None, offer.free[0].staff


APPOINTMENT = Act(
    name="appointment",
    label=gettext_lazy("Book an appointment"),
    button=gettext_lazy("Book it"),
    icon="calendar-clock",
    key="q",
    need=Permission.APPOINTMENT_BOOK,
    fits=lambda ticket: ticket.status not in Ticket.AT_REST,
    form=BookingForm,
    previews=previews,
    perform=book,
    said=gettext_lazy("A time is kept for ticket %(number)s."),
    leads_to="desk:ticket-appointments",
)
