"""Dimensions of an agreement: what each fact can be, and which facts hang together.

Service, affecting the service and missing evidence follow from the request, the fault from the cause; Hours only come
in the combinations that the calendars show. Everything else is independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from uphold.policy.check.boxes import NotProven
from uphold.policy.check.moments import Moment
from uphold.policy.check.moments import combinations as combinations_of_hours
from uphold.policy.check.numbers import numbers_between
from uphold.policy.check.space import Dimension
from uphold.policy.decide.condition import Between, FactValue, NotOneOf, OneOf
from uphold.policy.decide.facts import Fact, Facts, FactShape
from uphold.policy.decide.rule import Entry, Rule
from uphold.policy.decide.terms import Answer, Names, Term, Words, YesNo
from uphold.policy.document.agreement import Agreement

WAITING_KINDS = frozenset({"charge", "refund", "warranty"})
"""Decisions that stay open until a fact is found, so that a fact they ask is never unknown in them."""
REQUEST_FACTS = ("request", "service", "affects service", "evidence")
CAUSE_FACTS = ("cause", "fault")
HOURS_FACTS = ("hours", "contact made in")
MOST_NAMES_OF_A_SET = 10
ANYTHING_ELSE = "another"


def dimensions_of(
    agreement: Agreement, rules: Sequence[Rule], *, kind: str, found: tuple[Moment, ...], is_usual: bool
) -> tuple[Dimension, ...]:
    """The dimensions that the rows of one kind ask about.

    `is_usual` leaves out what nobody stated: it is the space for gaps, where only a fact that is found later may be
    unknown. Otherwise every fact without a usual value may be unknown, and a request may have been taken as another
    service: the space in which a row counts as reached. Raises NotProven for sets of too many names.
    """
    asked = list(dict.fromkeys(name for rule in rules for name, _ in rule.conditions))
    groups = {
        REQUEST_FACTS: request_situations,
        CAUSE_FACTS: cause_situations,
    }
    scope = Scope(agreement=agreement, rules=rules, kind=kind, found=found, is_usual=is_usual)
    result: list[Dimension] = []
    for names, situations in groups.items():
        if any(name in asked for name in names):
            result.append(Dimension(names, tuple(situations(scope, asked))))
            asked = [name for name in asked if name not in names]
    result.extend(Dimension((name,), tuple(scope.situations(name))) for name in asked)
    return tuple(result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the situations of one kind of table are made from; see `dimensions_of`."""

    agreement: Agreement
    rules: Sequence[Rule]
    kind: str
    found: tuple[Moment, ...]
    is_usual: bool

    def situations(self, name: str) -> Iterable[Facts]:
        """The situations of one fact by itself, the usual one first."""
        for value in self.values(name):
            yield Facts({name: value})
        if self.may_be_unknown(name):
            yield Facts()

    def values(self, name: str) -> list[FactValue]:
        """The values a fact can have, those that no row asks about among them."""
        fact = self.fact(name)
        if name in HOURS_FACTS:
            return list(combinations_of_hours(self.found))
        if fact.shape is FactShape.NUMBER:
            return list(numbers_between(self.thresholds(name)))
        names = self.names(fact)
        if fact.shape is FactShape.NAMES:
            if len(names) > MOST_NAMES_OF_A_SET:
                raise NotProven
            sizes = range(len(names) + 1)
            return [frozenset(some) for some in chain.from_iterable(combinations(names, n) for n in sizes)]
        return [frozenset({each}) for each in names]

    def names(self, fact: Fact) -> list[str]:
        """The names a fact can have: as declared, else those in use and one that stands for all others."""
        used = sorted(
            name
            for condition in self.conditions(fact.name)
            if isinstance(condition, OneOf | NotOneOf)
            for name in condition.names
        )
        declared = fact.values or (*used, ANYTHING_ELSE)
        usual = [fact.usual] if fact.usual is not None else []
        return list(dict.fromkeys([*usual, *declared]))

    def thresholds(self, name: str) -> list[Between]:
        """The number conditions that the rows put to a fact."""
        return [condition for condition in self.conditions(name) if isinstance(condition, Between)]

    def conditions(self, name: str) -> list[OneOf | NotOneOf | Between]:
        """The conditions that the rows put to a fact."""
        return [condition for rule in self.rules for asked, condition in rule.conditions if asked == name]

    def fact(self, name: str) -> Fact:
        """The fact of a name; one that the agreement does not list has the shape its conditions ask for."""
        is_number = bool(self.thresholds(name))
        unlisted = Fact(name, FactShape.NUMBER if is_number else FactShape.NAME)
        return self.agreement.facts.get(name, unlisted)

    def may_be_unknown(self, name: str) -> bool:
        """Whether a case without the fact is looked at."""
        fact = self.fact(name)
        if fact.is_found_later:
            return self.kind not in WAITING_KINDS
        return not self.is_usual and fact.usual is None and name not in HOURS_FACTS


def request_situations(scope: Scope, asked: Sequence[str]) -> Iterable[Facts]:
    """Each request with what follows from it; where none is declared, or none stated, each service."""
    entries = scope.agreement.entries.get("request", ())
    for entry in entries:
        follows = {"request": frozenset({entry.name})}
        follows |= {name: frozenset({value}) for name, value in followed(entry, REQUEST_FACTS[1:3])}
        yield from with_evidence(scope, follows)
        if not scope.is_usual:
            for service in offered_services(scope.agreement):
                yield from with_evidence(scope, {**follows, "service": frozenset({service})})
    if entries and scope.is_usual:
        return
    names = [name for name in REQUEST_FACTS if name in asked and name != "evidence"]
    choices = [list(scope.situations(name)) for name in names if name != "request" or not entries]
    for known in joined(choices):
        yield from with_evidence(scope, known)


def with_evidence(scope: Scope, known: Mapping[str, FactValue]) -> Iterable[Facts]:
    """The situation with complete evidence, and where some is asked for also with missing evidence.

    Nobody may have said what was brought; that is not usual.
    """
    yield Facts({**known, "evidence": frozenset({"complete"})})
    demands = scope.agreement.entries.get("evidence", ())
    if not demands or any(concerns(entry, known) for entry in demands):
        yield Facts({**known, "evidence": frozenset({"missing"})})
        if not scope.is_usual:
            yield Facts(known)


def concerns(entry: Entry, known: Mapping[str, FactValue]) -> bool:
    """Whether an Evidence row asks for something in this situation."""
    if words_of(entry.cells.get("blocking")) != ("yes",):
        return False
    wanted = {name: words_of(entry.cells.get(name)) for name in ("request", "service")}
    return all(not names or not known_names(known, name).isdisjoint(names) for name, names in wanted.items())


def known_names(known: Mapping[str, FactValue], name: str) -> frozenset[str]:
    """The names of a fact, none when it is not known."""
    value = known.get(name)
    return value if isinstance(value, frozenset) else frozenset()


def cause_situations(scope: Scope, asked: Sequence[str]) -> Iterable[Facts]:
    """Each cause with its fault; each fault by itself where the cause does not matter or may be unknown."""
    entries = scope.agreement.entries.get("cause", ())
    if "cause" in asked:
        for entry in entries:
            yield Facts(
                {
                    "cause": frozenset({entry.name}),
                    **{n: frozenset({v}) for n, v in followed(entry, ("fault",))},
                }
            )
    if "cause" not in asked or scope.may_be_unknown("cause") or not entries:
        names = [name for name in CAUSE_FACTS if name in asked and (name != "cause" or not entries)]
        for known in joined([list(scope.situations(name)) for name in names]):
            yield Facts(known)


def joined(choices: Sequence[Sequence[Facts]]) -> Iterable[Mapping[str, FactValue]]:
    """Every combination of a few short lists of situations."""
    if not choices:
        yield {}
        return
    for first in choices[0]:
        for rest in joined(choices[1:]):
            yield {**first.known, **rest}


def followed(entry: Entry, names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The facts that follow from a declared name, as its row states them."""
    for name in names:
        words = words_of(entry.cells.get(name))
        if words:
            yield name, words[0]


def offered_services(agreement: Agreement) -> tuple[str, ...]:
    """The services that an admission may offer instead of the one asked for."""
    terms = [rule.terms.get("answer") for rule in agreement.rules.get("admission", ())]
    offers = (term.subjects for term in terms if isinstance(term, Answer) and term.word == "offer")
    return tuple(dict.fromkeys(chain.from_iterable(offers)))


def words_of(term: Term | None) -> tuple[str, ...]:
    """The names that a cell states, as facts spell them; none for an empty cell."""
    if isinstance(term, Names):
        return term.names
    if isinstance(term, YesNo):
        return ("yes",) if term.is_yes else ("no",)
    return (term.text,) if isinstance(term, Words) else ()
