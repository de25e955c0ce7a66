"""Reading events: each kind with the keys it has, and the names that those may hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from uphold.policy.charges.prices import price_in
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.condition import FactValue
from uphold.policy.document.cells.answers import ADMISSION, STANDING, WARRANTY
from uphold.policy.document.facts import METRICS
from uphold.policy.document.kinds.registry import KINDS
from uphold.policy.document.names import key_of, keyed
from uphold.policy.scenario.complaints import Complaints, joined
from uphold.policy.scenario.naming import Namer
from uphold.policy.scenario.stamps import MalformedStamp, instant_in

ROLES = keyed(("customer", "agent", "manager", "provider", "vendor", "system"))
HAPPENINGS = {happening.value: happening for happening in Happening}
ASKED_FOR = keyed(("escalation", "work", "priority handling", "appointment"))
ANSWERS = keyed(phrase.word for phrase in (*ADMISSION, *STANDING, *WARRANTY))
DECIDING = keyed(kind.name for kind in KINDS if kind.is_deciding)
WAIVABLE = keyed((*METRICS, "charge"))
ALWAYS = ("at", "event", "by", "problem", "reason", "words")
KEYS: Mapping[Happening, tuple[str, ...]] = {
    Happening.WROTE: ("facts",),
    Happening.WAITING: ("for",),
    Happening.ASSESSED: ("priority",),
    Happening.FOUND: ("facts",),
    Happening.ASKED: ("for", "wanted"),
    Happening.AGREED: ("to", "price"),
    Happening.PRICED: ("price",),
    Happening.ARRANGED: ("wanted",),
    Happening.CALLED_OFF: ("wanted",),
    Happening.TAKEN: ("kind", "answer", "subject"),
    Happening.REDIRECTED: ("to",),
    Happening.HANDED_OVER: ("to",),
    Happening.OUTCOME: ("of",),
    Happening.RELEASED: ("kind",),
    Happening.WAIVED: ("metric",),
    Happening.BOUGHT: ("package",),
    Happening.PAID: ("invoice",),
}
"""The keys of each kind of event besides those that every event has."""
REQUIRED = frozenset({"for", "priority", "of", "package", "metric", "invoice", "facts"})
NEEDED_BY_ONE = frozenset(
    {(Happening.PRICED, "price"), (Happening.ARRANGED, "wanted"), (Happening.CALLED_OFF, "wanted")}
)
BY_CUSTOMER = frozenset(
    {Happening.WROTE, Happening.ASKED, Happening.AGREED, Happening.BOUGHT, Happening.PAID, Happening.OBJECTED}
)


def read_events(data: object, *, namer: Namer, invoices: Collection[str]) -> tuple[Event, ...]:
    """The events in the order given, those that can be read."""
    if not isinstance(data, list):
        namer.complaints.add("events", "'events' is a list")
        return ()
    found = (
        read_event(each, path=f"events[{place}]", namer=namer, invoices=invoices)
        for place, each in enumerate(data)
    )
    return tuple(event for event in found if event is not None)


def read_event(data: object, *, path: str, namer: Namer, invoices: Collection[str]) -> Event | None:
    """One event; None after a complaint about its kind or its instant."""
    complaints = namer.complaints
    if not isinstance(data, Mapping):
        complaints.add(path, "an object is expected here")
        return None
    what = HAPPENINGS.get(key_of(str(data.get("event", ""))))
    if what is None:
        complaints.unknown(joined(path, "event"), data.get("event"), known=HAPPENINGS, what="event")
        return None
    keys = KEYS.get(what, ())
    complaints.keys(data, known=(*ALWAYS, *keys), path=path)
    at = instant_at_key(data, "at", path=path, complaints=complaints, is_required=True)
    words = Words(data, path, namer)
    for key in keys:
        is_required = key in REQUIRED or (what, key) in NEEDED_BY_ONE
        if is_required and key not in data and (what, key) != (Happening.WROTE, "facts"):
            complaints.add(joined(path, key), f"'{what.value}' needs it")
    if at is None:
        return None
    return Event(
        at=at,
        what=what,
        by=words.known("by", ROLES, what="role") or default_role(what),
        problem=words.text("problem"),
        facts=facts_in(data, path=path, namer=namer),
        subject=words.known("for", ASKED_FOR, what="wish")
        if what is Happening.ASKED
        else words.text("subject"),
        wanted_at=instant_at_key(data, "wanted", path=path, complaints=complaints),
        waiting_for=words.value("for", fact="waiting for") if what is Happening.WAITING else None,
        priority=words.value("priority", fact="priority"),
        to=words.value("to", fact="handed to") if what is Happening.HANDED_OVER else words.text("to"),
        kind=kind_in(words, what),
        answer=words.known("answer", ANSWERS, what="answer"),
        outcome=words.value("of", fact="escalation outcome"),
        metric=words.known("metric", WAIVABLE, what="metric"),
        package=words.known("package", namer.vocabulary.declared.get("credits", {}), what="package"),
        invoice=words.known("invoice", {key_of(number): number for number in invoices}, what="invoice"),
        price=words.price("price"),
        reason=words.text("reason"),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one event, each under its key."""

    data: Mapping[str, object]
    path: str
    namer: Namer

    def text(self, key: str) -> str | None:
        """Free words."""
        value = self.data.get(key)
        if value is None or isinstance(value, str):
            return value
        self.namer.complaints.add(joined(self.path, key), "words are expected here")
        return None

    def known(self, key: str, known: Mapping[str, str], *, what: str) -> str | None:
        """A name of a list."""
        value = self.data.get(key)
        return (
            None
            if value is None
            else self.namer.name(value, known=known, path=joined(self.path, key), what=what)
        )

    def value(self, key: str, *, fact: str) -> str | None:
        """A value of a fact."""
        return self.known(key, self.namer.vocabulary.values.get(fact, {}), what=f"value of '{fact}'")

    def price(self, key: str) -> str | None:
        """A price, in words that can be read as one."""
        value = self.data.get(key)
        if value is None:
            return None
        if price_in(str(value), currency=self.namer.agreement.currency) is None:
            self.namer.complaints.add(
                joined(self.path, key), f"'{value}' is not a price; write it like '125.00 per hour'"
            )
        return str(value)


def facts_in(data: Mapping[str, object], *, path: str, namer: Namer) -> Mapping[str, FactValue]:
    """The facts that an event brings."""
    return namer.facts(data["facts"], path=joined(path, "facts")).facts if "facts" in data else {}


def kind_in(words: Words, what: Happening) -> str | None:
    """The kind of table that was chosen from, or the kind of release."""
    if what is Happening.TAKEN:
        return words.known("kind", DECIDING, what="kind of table")
    releases = words.namer.vocabulary.declared.get("entitlement", {})
    return words.known("kind", releases, what="release") if releases else words.text("kind")


def default_role(what: Happening) -> str:
    """Who it usually is, where nobody says."""
    if what is Happening.ACKNOWLEDGED:
        return "system"
    return "customer" if what in BY_CUSTOMER else "agent"


def instant_at_key(
    data: Mapping[str, object], key: str, *, path: str, complaints: Complaints, is_required: bool = False
) -> datetime | None:
    """The instant under a key; None without one or after a complaint."""
    if data.get(key) is None:
        if is_required:
            complaints.add(joined(path, key), "an instant is missing; write it like '2026-06-09T14:15:00Z'")
        return None
    try:
        return instant_in(data[key])
    except MalformedStamp as malformed:
        complaints.add(joined(path, key), str(malformed))
        return None
