"""An appointment as a card: when, with whom, where it stands, what it costs by which clause, what must be ready."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy

from uphold.policy.decide.rule import Citation
from uphold.policy.document.agreement import Agreement
from uphold.scheduling.models import Appointment, Change, Readiness
from uphold.ui import words
from uphold.ui.arranged.times import span_words
from uphold.ui.components.clause import Clause
from uphold.ui.components.status import Status
from uphold.ui.decided.clause import Href, clause_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

State = Appointment.State
CODES: Mapping[str, str] = MappingProxyType(
    {
        State.ASKED.value: "waiting",
        State.AWAITING_READINESS.value: "waiting",
        State.CONFIRMED.value: "open",
        State.DONE.value: "resolved",
        State.CANCELLED.value: "closed",
        State.NO_SHOW.value: "closed",
    }
)
WORDS: "Mapping[str, str | Words]" = MappingProxyType(
    {
        State.AWAITING_READINESS.value: gettext_lazy("waits until all is ready"),
        State.CONFIRMED.value: gettext_lazy("confirmed"),
        State.DONE.value: gettext_lazy("took place"),
        State.CANCELLED.value: gettext_lazy("called off"),
        State.NO_SHOW.value: gettext_lazy("missed"),
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that must be ready; `said` tells who attested or waived it, and is empty while it is open."""

    id: int
    name: str
    meaning: str
    clause: Clause | None
    said: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What both faces show. `agreed_to` is what the customer is asked to agree to, with its price."""

    id: int
    when: str
    elsewhere: str
    name: str
    contact: str
    status: Status
    agreed_to: str
    clause: Clause | None
    items: tuple[Item, ...]
    changes: tuple[str, ...]
    is_price_open: bool
    needs_yes: bool
    is_ahead: bool
    has_begun: bool
    seen: str


def card_of(
    appointment: Appointment,
    *,
    agreement: Agreement,
    zone: ZoneInfo,
    agreement_zone: ZoneInfo,
    now: datetime,
    href: Href,
) -> Card:
    """Its readiness and changes were loaded with it."""
    starts_at, ends_at = appointment.starts_at, appointment.ends_at
    is_elsewhere = starts_at.astimezone(zone).utcoffset() != starts_at.astimezone(agreement_zone).utcoffset()
    there = f"{starts_at.astimezone(agreement_zone):%H:%M}"
    return Card(
        id=appointment.pk,
        when=span_words(starts_at, ends_at, zone=zone, now=now),
        elsewhere=gettext("%(clock)s in %(place)s") % {"clock": there, "place": words.place(agreement_zone)}
        if is_elsewhere
        else "",
        name=appointment.staff.name,
        contact=appointment.contact.name if appointment.contact else "",
        status=status_of(appointment),
        agreed_to=", ".join(part for part in (appointment.subject, appointment.price) if part),
        clause=clause_at(agreement, appointment.anchor, appointment.line, href=href),
        items=tuple(item_of(item, agreement=agreement, href=href) for item in appointment.readiness.all()),
        changes=tuple(changes_of(appointment, zone=zone, now=now)),
        is_price_open=appointment.is_price_open,
        needs_yes=needs_yes(appointment),
        is_ahead=appointment.is_ahead,
        has_begun=starts_at <= now,
        seen=seen_of(appointment),
    )


def needs_yes(appointment: Appointment) -> bool:
    is_asked = appointment.needs_consent and not appointment.is_price_open
    return appointment.is_ahead and is_asked and appointment.consented_at is None


def seen_of(appointment: Appointment) -> str:
    """What whoever agrees was shown: another price is not agreed to."""
    return f"{appointment.subject} · {appointment.price} · {appointment.sequence}"


def status_of(appointment: Appointment) -> Status:
    """What is missing, while something is."""
    if appointment.state != State.ASKED:
        return Status(CODES[appointment.state], str(WORDS[appointment.state]))
    said = (
        gettext("waits for its price")
        if appointment.is_price_open
        else gettext("waits for consent to its price")
    )
    return Status(CODES[appointment.state], said)


def item_of(item: Readiness, *, agreement: Agreement, href: Href) -> Item:
    by = item.attested_by_contact or item.attested_by_staff
    if by is not None:
        said = gettext("attested by %(name)s") % {"name": by.name}
    elif item.waived_by is not None:
        said = gettext("not needed, says %(name)s: %(reason)s") % {
            "name": item.waived_by.name,
            "reason": item.waiver_reason,
        }
    else:
        said = ""
    return Item(
        id=item.pk,
        name=item.name,
        meaning=item.meaning,
        clause=clause_at(agreement, item.anchor, item.line, href=href),
        said=said,
        is_open=item.is_open,
    )


def changes_of(appointment: Appointment, *, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    for change in sorted(appointment.changes.all(), key=lambda each: each.pk):
        was = words.instant(change.starts_at, zone, now=now)
        said = {
            Change.What.MOVED.value: gettext("Moved from %(was)s: %(reason)s"),
            Change.What.CANCELLED.value: gettext("Called off: %(reason)s"),
            Change.What.NO_SHOW.value: missed_words(change),
        }[change.what]
        yield said % {"was": was, "reason": change.reason}


def missed_words(change: Change) -> str:
    if change.missed_by == "customer":
        return gettext("The customer was not there: %(reason)s")
    return gettext("We were not there: %(reason)s")


def clause_at(agreement: Agreement, anchor: str, line: int | None, *, href: Href) -> Clause | None:
    """The chip of the row on a line; none where nothing is cited."""
    cited = next(
        (each for each in citations_in(agreement) if (each.anchor, each.line) == (anchor, line)), None
    )
    return clause_of(cited, href=href) if cited is not None else None


def citations_in(agreement: Agreement) -> Iterator[Citation]:
    """Of rows that decide, and of rows that name what must be ready."""
    for rules in agreement.rules.values():
        yield from (rule.citation for rule in rules)
    yield from (entry.citation for entry in agreement.entries.get("readiness", ()))
