"""Arranging: what an appointment asks for by the agreement about hosted telephony, clauses 3 and 4."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.policy.scenario.asking import happened, ny
from tests.policy.time.builders import NEW_YORK, at
from uphold.policy.decide.terms import Rate
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario import read_case
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.arranging import SlotTerms, closed_to, slot_terms
from uphold.policy.scenario.cells import words_of

SHIPPED = Path(__file__).parents[3] / "agreements" / "stratelegy.md"
INSTALL = {"request": "New install"}
PARTIAL_LOSS = {"request": "Fault", "impact": "Partial loss"}


@cache
def hosted() -> Agreement:
    found = read(SHIPPED.read_text(encoding="utf-8"), path="stratelegy.md").agreement
    assert found is not None
    return found


def terms(
    wanted: str, *, facts: dict[str, str], opened: str = "2026-09-14 11:00", **told: object
) -> SlotTerms:
    case = read_case({"opened": ny(opened), "at": ny(opened), "facts": facts, **told}, hosted())
    [found] = slot_terms(hosted(), case, wanted=[at(wanted, NEW_YORK)])
    return found


def priced(found: SlotTerms) -> str:
    assert isinstance(found.rate, Rate)
    return f"{words_of(found.rate)}, minimum {words_of(found.minimum)}"


def test_an_install_that_keeps_the_notice_needs_nothing_more() -> None:
    found = terms("2026-09-21 09:00", facts=INSTALL)

    assert (found.answer, found.is_plain, found.keeps_notice) == ("by appointment", True, True)
    assert found.earliest == at("2026-09-21 09:00", NEW_YORK)


def test_an_install_before_that_is_priority_handling_at_its_price_and_the_customers_to_choose() -> None:
    found = terms("2026-09-18 09:00", facts=INSTALL)

    assert found.is_bookable
    assert found.option is not None
    assert (found.option.by, found.option.subject) == ("customer", "priority handling")
    assert priced(found) == "125.00 per hour, minimum 2 hours"
    assert found.needs_consent
    assert found.charged_by is not None
    assert (found.charged_by.anchor, found.charged_by.row) == ("3", "Install work")


def test_an_install_off_hours_costs_the_same_however_early_it_was_asked_for() -> None:
    found = terms("2026-09-26 10:00", facts=INSTALL)

    assert found.option is None
    assert (found.keeps_notice, found.needs_consent) == (True, True)
    assert priced(found) == "125.00 per hour, minimum 2 hours"


def test_work_off_hours_on_another_priority_has_the_price_that_is_agreed() -> None:
    found = terms("2026-09-19 10:00", facts=PARTIAL_LOSS)

    assert (found.answer, found.is_bookable) == ("by appointment", True)
    assert (found.is_as_agreed, found.rate, found.needs_consent) == (True, None, True)
    assert found.charged_by is not None
    assert found.charged_by.anchor == "4"


def test_work_in_standard_hours_on_a_fault_is_part_of_the_service() -> None:
    found = terms("2026-09-15 10:00", facts=PARTIAL_LOSS)

    assert found.is_plain
    assert found.answer == "accept"


@pytest.mark.parametrize(("wanted", "is_bookable"), [("2026-09-19 10:00", False), ("2026-09-21 09:00", True)])
def test_who_disconnected_the_old_provider_has_no_claim_to_off_hours(
    wanted: str, *, is_bookable: bool
) -> None:
    cut_over = {"request": "Fault", "impact": "Total loss", "cause": "Old provider removed"}

    found = terms(wanted, facts=cut_over)

    assert found.is_bookable == is_bookable
    if not is_bookable:
        assert found.answer == "wait"
        assert found.ruling.citation is not None
        assert found.ruling.citation.anchor == "3"


@pytest.mark.parametrize(
    ("asked", "earliest"),
    [
        pytest.param("2026-10-29 16:00", "2026-11-05 09:00", id="autumn"),
        pytest.param("2026-03-05 16:00", "2026-03-12 09:00", id="spring"),
    ],
)
def test_notice_over_a_clock_change_ends_at_nine_by_the_clock(asked: str, earliest: str) -> None:
    found = terms(earliest, facts=INSTALL, opened=asked)

    assert found.earliest == at(earliest, NEW_YORK)
    assert found.is_plain


def arranged(*events: dict[str, object], until: str) -> list[str]:
    told = {
        "opened": ny("2026-06-12 10:00"),
        "at": ny(until),
        "facts": {"request": "Setup"},
        "events": [*events],
    }
    work = [{"from": ny("2026-06-13 11:00"), "to": ny("2026-06-13 12:00")}]
    charge = answer(hosted(), read_case(told | {"work": work}, hosted())).charge
    return [line.citation.row if line.citation else "" for line in charge.lines]


def test_work_that_was_arranged_is_planned_and_called_off_it_is_not() -> None:
    arranging = happened("2026-06-12 11:00", "arranged", wanted=ny("2026-06-13 11:00"))
    calling_off = happened("2026-06-12 12:00", "called off", wanted=ny("2026-06-13 11:00"))

    assert arranged(arranging, until="2026-06-13 13:00") == ["Arranged off-hours work"]
    assert arranged(arranging, calling_off, until="2026-06-13 13:00") == ["Support that is included"]


def test_priority_handling_that_was_agreed_for_a_slot_ends_with_the_slot() -> None:
    wanted = ny("2026-09-18 10:00")
    events = [
        happened("2026-09-14 11:00", "asked", for_="appointment", wanted=wanted),
        happened("2026-09-14 11:40", "agreed", to="priority handling", price="$125.00 per hour"),
    ]
    calling_off = happened("2026-09-15 09:00", "called off", wanted=wanted)
    later = at("2026-09-15 09:00", NEW_YORK) + timedelta(days=7)

    def plain(*told: dict[str, object]) -> bool:
        case = read_case(
            {
                "opened": ny("2026-09-14 11:00"),
                "at": ny("2026-09-15 10:00"),
                "facts": INSTALL,
                "events": [*told],
            },
            hosted(),
        )
        [found] = slot_terms(hosted(), case, wanted=[later])
        return found.is_plain

    assert not plain(*events)
    assert plain(*events, calling_off)


def closed(facts: dict[str, str]) -> tuple[str | None, str, str]:
    case = read_case({"opened": ny("2026-09-14 11:00"), "facts": facts}, hosted())
    found = closed_to(hosted(), case)
    rows = [
        each.ruling.citation.row if each and each.ruling.citation else ""
        for each in (found.hours, found.escalation)
    ]
    return found.named, rows[0], rows[1]


def test_a_cut_over_without_the_old_provider_is_closed_to_off_hours_and_to_escalation() -> None:
    cut_over = {"request": "Fault", "impact": "Total loss", "cause": "Old provider removed"}

    assert closed(cut_over) == (
        "Off hours",
        "Old provider removed, outside hours",
        "Old provider removed",
    )
    assert closed({"request": "Fault", "impact": "Total loss"}) == (None, "", "")
