"""On small tables the analysis says what trying every single case says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.check.tables import make_agreement, make_fact, make_rule
from uphold.policy.check.analysis import analysed
from uphold.policy.decide.condition import Between, Condition, NotOneOf, OneOf
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Rule
from uphold.policy.document.agreement import Agreement

COLOURS = ("red", "green", "blue")
ANSWERS = ("yes", "no")
FACTS = (
    make_fact("colour", *COLOURS),
    make_fact("wet", *ANSWERS, usual="no"),
    make_fact("depth"),
    make_fact("found", *ANSWERS, is_found_later=True),
)


def names_of(values: Sequence[str]) -> st.SearchStrategy[Condition]:
    some = st.frozensets(st.sampled_from(values), min_size=1)
    return st.one_of(some.map(OneOf), some.map(NotOneOf))


def numbers() -> st.SearchStrategy[Condition]:
    bounds = st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans(), st.booleans())
    return bounds.map(lambda each: Between(Decimal(min(each[:2])), Decimal(max(each[:2])), each[2], each[3]))


CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "colour": names_of(COLOURS),
        "wet": names_of(ANSWERS),
        "depth": numbers(),
        "found": names_of(ANSWERS),
    },
)
ROWS = st.lists(st.tuples(CONDITIONS, st.booleans()), min_size=1, max_size=6)


def table(rows: Sequence[tuple[dict[str, Condition], bool]]) -> Agreement:
    rules = [
        make_rule("triage", *conditions.items(), line=10 + place, is_otherwise=is_otherwise)
        for place, (conditions, is_otherwise) in enumerate(rows)
    ]
    return make_agreement(rules, facts=FACTS)


def every_case(*, is_usual: bool) -> Iterator[Facts]:
    """Every case there is; only `found` may be unknown where everything usual is stated."""
    colours = [{"colour": frozenset({name})} for name in COLOURS] + ([] if is_usual else [{}])
    wets = [{"wet": frozenset({name})} for name in ANSWERS]
    depths = [{"depth": Decimal(depth)} for depth in range(7)] + ([] if is_usual else [{}])
    founds = [{"found": frozenset({name})} for name in ANSWERS] + [{}]
    for parts in product(colours, wets, depths, founds):
        known = Facts()
        for part in parts:
            known = known.stating(part)
        yield known


def rules_of(agreement: Agreement) -> tuple[Rule, ...]:
    return agreement.rules["triage"]


@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
def test_rows_never_reached_are_those_that_decide_no_case(
    rows: list[tuple[dict[str, Condition], bool]],
) -> None:
    agreement = table(rows)

    found = {each.line for each in analysed(agreement) if each.code == "rule.unreachable"}

    deciding = [decide(rules_of(agreement), facts=case).rule for case in every_case(is_usual=False)]
    decided = {rule.citation.line for rule in deciding if rule is not None}
    assert found == {rule.citation.line for rule in rules_of(agreement)} - decided


@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
def test_a_gap_is_reported_when_some_case_is_not_decided_and_shows_one(
    rows: list[tuple[dict[str, Condition], bool]],
) -> None:
    agreement = table(rows)

    gaps = [each for each in analysed(agreement) if each.code == "rule.gap"]

    cases = every_case(is_usual=True)
    assert bool(gaps) is any(decide(rules_of(agreement), facts=case).rule is None for case in cases)
    assert all(decide(rules_of(agreement), facts=facts_in(gap.case or "")).rule is None for gap in gaps)


def facts_in(case: str) -> Facts:
    stated = json.loads(case)["facts"]
    return Facts(
        {
            name: frozenset({value}) if isinstance(value, str) else Decimal(value)
            for name, value in stated.items()
        }
    )
