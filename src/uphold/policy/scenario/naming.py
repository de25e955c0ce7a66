"""Naming: facts of a scenario as the agreement spells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import Vocabulary, key_of
from uphold.policy.document.vocabulary import vocabulary_of
from uphold.policy.scenario.complaints import Complaints, joined
from uphold.policy.scenario.derive import BROUGHT
from uphold.policy.scenario.stamps import MalformedStamp, date_in

LARGEST = Decimal(10**12)
EVIDENCE, WARRANTY_UNTIL = "evidence", "warranty until"


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """Facts as stated, with the two that are no facts by themselves: what was brought, and the warranty's end."""

    facts: Mapping[str, FactValue]
    warranty_until: date | None = None


@dataclass(frozen=True, slots=True)
class Namer:
    """The names of an agreement, and where to complain about others."""

    agreement: Agreement
    vocabulary: Vocabulary
    complaints: Complaints

    def facts(self, data: object, *, path: str) -> StatedFacts:
        """Facts by canonical name, with their values as declared."""
        if not isinstance(data, Mapping):
            self.complaints.add(path, 'facts are an object like {"request": "Fault"}')
            return StatedFacts({})
        facts: dict[str, FactValue] = {}
        warranty_until: date | None = None
        for name, value in data.items():
            below, key = joined(path, str(name)), key_of(str(name))
            if key == WARRANTY_UNTIL:
                warranty_until = self.day(value, path=below)
            elif key == EVIDENCE:
                facts.update(self.evidence(value, path=below))
            elif key in self.agreement.facts:
                stated = self.value(self.agreement.facts[key], value, path=below)
                facts.update({} if stated is None else {key: stated})
            else:
                known = (*self.agreement.facts, EVIDENCE, WARRANTY_UNTIL)
                self.complaints.unknown(below, name, known=known, what="fact")
        return StatedFacts(facts, warranty_until)

    def value(self, fact: Fact, value: object, *, path: str) -> FactValue | None:
        """The value of one fact; None after a complaint."""
        if fact.shape is FactShape.NUMBER:
            return self.number(value, path=path)
        stated = value if isinstance(value, list) else [value]
        if fact.shape is FactShape.NAME and len(stated) != 1:
            self.complaints.add(path, f"'{fact.name}' has one value")
            return None
        names = [
            self.name(
                yes_no(each),
                known=self.vocabulary.values.get(fact.name, {}),
                path=path,
                what=f"value of '{fact.name}'",
            )
            for each in stated
        ]
        return None if None in names else frozenset(name for name in names if name is not None)

    def evidence(self, value: object, *, path: str) -> Mapping[str, FactValue]:
        """The names of what was brought, or whether it is complete."""
        stated = value if isinstance(value, list) else [value]
        words = [key_of(str(each)) for each in stated]
        if words in (["complete"], ["missing"]):
            return {EVIDENCE: frozenset(words)}
        if words == ["none"]:
            return {BROUGHT: frozenset()}
        known = self.vocabulary.declared.get(EVIDENCE, {})
        names = [self.name(each, known=known, path=path, what="evidence") for each in stated]
        return {BROUGHT: frozenset(name for name in names if name is not None)}

    def name(self, value: object, *, known: Mapping[str, str], path: str, what: str) -> str | None:
        """A name as it is declared; None after a complaint."""
        found = known.get(key_of(value)) if isinstance(value, str) else None
        if found is None:
            self.complaints.unknown(path, value, known=known.values(), what=what)
        return found

    def number(self, value: object, *, path: str) -> Decimal | None:
        """A number; None after a complaint."""
        try:
            if isinstance(value, int | float | Decimal | str) and not isinstance(value, bool):
                number = Decimal(str(value))
                if number.is_finite() and abs(number) <= LARGEST:
                    return number
        except InvalidOperation:
            pass
        self.complaints.add(path, f"'{value}' is not a number")
        return None

    def whole_number(self, value: object, *, path: str) -> int | None:
        """A number without a fraction; None after a complaint."""
        number = self.number(value, path=path)
        if number is not None and number != int(number):
            self.complaints.add(path, f"'{value}' is not a whole number")
            return None
        return None if number is None else int(number)

    def day(self, value: object, *, path: str) -> date | None:
        """A date; None after a complaint."""
        try:
            return date_in(value)
        except MalformedStamp as malformed:
            self.complaints.add(path, str(malformed))
            return None


def namer_of(agreement: Agreement, *, complaints: Complaints) -> Namer:
    """The names of an agreement."""
    return Namer(agreement, vocabulary_of(agreement), complaints)


def yes_no(value: object) -> object:
    """True and false as the words of the language.

    >>> yes_no(True)
    'yes'
    """
    return ("yes" if value else "no") if isinstance(value, bool) else value
