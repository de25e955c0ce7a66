"""A matter: one case under one agreement, with the calendars that its questions need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from uphold.policy.charges.minor_units import half_up_in, rounding_in
from uphold.policy.charges.rounding import Rounding, money_rounding
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.facts import Fact
from uphold.policy.decide.rule import Entry, Rule
from uphold.policy.decide.terms import Term, Words
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.hours import for_customer
from uphold.policy.document.names import key_of
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import name_in
from uphold.policy.time.calendar import Calendar, compile_calendar
from uphold.policy.time.hours import AlwaysHours
from uphold.policy.time.local import local_date

ALWAYS = "always"
LABELLED = ("target", "pause", "lifecycle", "standing")
"""The kinds whose label is the metric, the step or the capability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A case under an agreement. `events` are those up to the moment of the question, in order.

    `calendars` are the Hours of the agreement by name. `usual` are the facts that stand in when nobody states them.
    `labelled` holds the rows of the kinds whose label is the thing asked about, by kind and label in lower case.
    """

    agreement: Agreement
    case: Case
    events: tuple[Event, ...]
    calendars: Mapping[str, Calendar]
    usual: Mapping[str, FactValue]
    labelled: Mapping[str, Mapping[str, tuple[Rule, ...]]]

    @property
    def at(self) -> datetime:
        """The moment of the question."""
        return self.case.at

    def rules(self, kind: str) -> tuple[Rule, ...]:
        """The rows of a deciding kind."""
        return self.agreement.rules.get(kind, ())

    def rules_for(self, kind: str, *labels: str) -> tuple[Rule, ...]:
        """The rows of a deciding kind that have one of these labels, in the order of the document."""
        by_label = self.labelled.get(kind, {})
        if len(labels) == 1:
            return by_label.get(labels[0], ())
        wanted = {id(rule) for label in labels for rule in by_label.get(label, ())}
        return tuple(rule for rule in self.rules(kind) if id(rule) in wanted)

    def setting(self, name: str) -> Term | None:
        """What a Setting states; None when it is unset."""
        entry = self.agreement.settings.get(name)
        return entry.cells.get("value") if entry else None

    def entry(self, kind: str, name: str) -> Entry | None:
        """The declared row of a name, None for a name nobody declared."""
        return next((entry for entry in self.agreement.entries.get(kind, ()) if entry.name == name), None)

    def calendar(self, name: str | None) -> Calendar:
        """The calendar of named Hours; around the clock for `always` and for no name."""
        found = self.calendars.get(name) if name is not None else None
        return found or compile_calendar(AlwaysHours(zone=self.agreement.timezone))

    @property
    def found_later(self) -> Mapping[str, Fact]:
        """The facts that are not known at opening, which charges, refunds and claims wait for."""
        return {name: fact for name, fact in self.agreement.facts.items() if fact.is_found_later}

    @property
    def business_calendar(self) -> Calendar | None:
        """The Hours that "business" units count on, None when the agreement names none."""
        name = name_in(self.setting("business hours"))
        return self.calendars.get(name) if name is not None else None

    @property
    def money_rounding(self) -> Rounding:
        """How money is rounded: as the Setting says, else half up; to nothing smaller than can be paid."""
        words, currency = self.setting("money rounding"), self.agreement.currency
        if not isinstance(words, Words):
            return half_up_in(currency)
        return rounding_in(currency, money_rounding(words.text))

    def day_of(self, at: datetime) -> date:
        """The date of an instant by the agreement's clock."""
        return local_date(at, zone=self.agreement.timezone)

    def happened(self, *kinds: Happening) -> tuple[Event, ...]:
        """The events of these kinds."""
        return tuple(event for event in self.events if event.what in kinds)


def matter_of(agreement: Agreement, *, case: Case) -> Matter:
    """The case under the agreement; events after the moment of the question are left out."""
    past = (event for event in case.events if event.at <= case.at)
    return Matter(
        agreement=agreement,
        case=case,
        events=tuple(sorted(past, key=lambda event: event.at)),
        calendars={
            name: compile_calendar(for_customer(hours, zone=case.zone or agreement.timezone))
            for name, hours in agreement.hours.items()
        },
        labelled={kind: labelled(agreement.rules.get(kind, ())) for kind in LABELLED},
        usual={
            fact.name: fact.usual_value for fact in agreement.facts.values() if fact.usual_value is not None
        },
    )


def labelled(rules: Iterable[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    """Rows by their labels in lower case.

    >>> labelled(())
    {}
    """
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        label = key_of(rule.label)
        found[label] = (*found.get(label, ()), rule)
    return found
