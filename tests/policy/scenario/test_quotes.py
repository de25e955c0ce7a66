"""The price before the work: of a minute now, at the next opening, and under each finding it hangs on."""

from datetime import UTC, datetime
from decimal import Decimal

from tests.policy.metering.desk import shipped
from tests.policy.scenario.asking import Told, desk, happened, ny
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.terms import CreditRate, Duration, Money, Rate, Unit
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario import read_case
from uphold.policy.scenario.cells import one
from uphold.policy.scenario.quotes import Price, Prices, prices
from uphold.policy.scenario.stamps import instant_in

STRATELEGY, SANGOMA = shipped("stratelegy"), shipped("sangoma")
OUTAGE = {"request": "Fault", "impact": "Total loss"}
AN_HOUR = Rate(Money(Decimal("125.00"), "USD"), "hour")


def quoted(
    agreement: Agreement,
    *events: Told,
    opened: str = "2026-08-15 02:00",
    at: str = "2026-08-15 02:10",
    facts: dict[str, object] | None = None,
    problem: str | None = None,
    of_work: dict[str, FactValue] | None = None,
) -> Prices:
    told = {"opened": ny(opened), "facts": facts or OUTAGE, "events": list(events)}
    case = read_case(told, agreement)
    return prices(agreement, case, at=instant_in(ny(at)), problem=problem, facts=of_work or {})


def rows(some: tuple[Price, ...]) -> list[str | None]:
    return [price.citation.row if price.citation else None for price in some]


def test_an_outage_off_hours_costs_what_the_fault_will_be() -> None:
    found = quoted(STRATELEGY)

    assert found.open_on == ("fault",)
    charged, ours, nobody = (price for price in found.now)
    assert (charged.rate, charged.minimum) == (AN_HOUR, Duration(Decimal(1), Unit.HOUR))
    assert [facts["fault"] for facts in charged.found] == ["customer", "third party"]
    assert (ours.rate, ours.is_free, [dict(facts) for facts in ours.found]) == (
        None,
        True,
        [{"fault": "provider"}],
    )
    assert [dict(facts) for facts in nobody.found] == [{"fault": "not found"}]


def test_the_next_opening_of_business_hours_and_its_price_stand_beside_it() -> None:
    [monday] = quoted(STRATELEGY).later

    assert (monday.hours, monday.is_business_hours) == ("Standard hours", True)
    assert monday.at == datetime(2026, 8, 17, 13, tzinfo=UTC)
    assert rows(monday.prices) == ["Support that is included"]


def test_what_was_found_out_is_the_one_price() -> None:
    found = quoted(STRATELEGY, happened("2026-08-15 02:05", "found", facts={"fault": "customer"}))

    [price] = found.now
    assert (found.open_on, price.rate, price.found, price.said) == ((), AN_HOUR, (), "ambiguous")


def test_a_finding_about_one_problem_prices_no_other() -> None:
    event = happened("2026-08-15 02:05", "found", facts={"fault": "customer"}, problem="P1")

    assert quoted(STRATELEGY, event, problem="P1").open_on == ()
    assert quoted(STRATELEGY, event, problem="P2").open_on == ("fault",)


def test_in_standard_hours_no_opening_of_business_hours_is_ahead() -> None:
    found = quoted(STRATELEGY, opened="2026-08-17 10:00", at="2026-08-17 10:05")

    assert rows(found.now) == ["Support that is included"]
    assert [opening.is_business_hours for opening in found.later] == []


def test_the_evening_of_an_install_costs_once_somebody_consents() -> None:
    facts: dict[str, object] = {"request": "New install"}
    before = quoted(STRATELEGY, opened="2026-09-14 11:00", at="2026-09-14 18:00", facts=facts)
    agreed = happened("2026-09-14 17:30", "agreed", to="evening work")
    after = quoted(STRATELEGY, agreed, opened="2026-09-14 11:00", at="2026-09-14 18:00", facts=facts)

    assert [(price.rate, price.consent) for price in before.now] == [(AN_HOUR, "missing")]
    assert [(price.rate, price.consent) for price in after.now] == [(AN_HOUR, "recorded")]


def test_what_is_left_to_an_agreement_has_the_price_that_was_agreed_and_none_before() -> None:
    facts: dict[str, object] = {"request": "Setup"}
    planned: dict[str, FactValue] = {"planned": one("yes")}
    agreed = happened("2026-06-12 11:00", "agreed", to="Saturday work", price="$80.00 per hour")
    saturday = {"opened": "2026-06-12 10:00", "at": "2026-06-13 11:00"}

    [open_] = quoted(STRATELEGY, facts=facts, of_work=planned, **saturday).now
    [known] = quoted(STRATELEGY, agreed, facts=facts, of_work=planned, **saturday).now

    assert (open_.is_as_agreed, open_.rate, open_.consent) == (True, None, "missing")
    assert (known.is_as_agreed, known.rate, known.consent) == (
        True,
        Rate(Money(Decimal("80.00"), "USD"), "hour"),
        "recorded",
    )


def test_configuring_costs_a_credit_a_minute_and_a_supposed_bug_hangs_on_its_resolution() -> None:
    evidence = ["Logs", "Captures", "Analysis"]
    [configuring] = quoted(SANGOMA, facts={"request": "Configuration"}).now
    bug = quoted(SANGOMA, facts={"request": "Fault", "evidence": evidence})

    assert configuring.rate == CreditRate(Decimal(1), "minute")
    assert bug.open_on == ("resolution",)
    assert rows(bug.now) == ["Solved by standard configuration", "Error, not solved by configuration"]
    assert [facts["resolution"] for facts in bug.now[0].found] == ["configuration"]


def test_where_no_row_speaks_nothing_is_said_and_nothing_costs() -> None:
    [price] = quoted(desk(""), facts={"request": "Fault"}).now

    assert (price.said, price.rate, price.is_free, price.citation) == ("not said", None, False, None)
