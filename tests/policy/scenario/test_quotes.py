"""The price before the work: of a minute now, at the next opening, and under each finding it hangs on."""

from datetime import UTC, datetime
from decimal import Decimal

from tests.policy.metering.desk import shipped
from tests.policy.scenario.asking import Told, desk, happened, ny
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.terms import CreditRate, Duration, Money, Rate, Unit
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario import answer, read_case
from uphold.policy.scenario.cells import one
from uphold.policy.scenario.quotes import Price, Prices, prices
from uphold.policy.scenario.stamps import instant_in

STRATELEGY, SANGOMA = shipped("stratelegy"), shipped("sangoma")
OUTAGE = {"request": "Fault", "impact": "Total loss"}
MORNING = ("2026-08-15 02:10", "2026-08-15 02:50")
AN_HOUR = Rate(Money(Decimal("125.00"), "USD"), "hour")


def quoted(
    agreement: Agreement,
    *events: Told,
    opened: str = "2026-08-15 02:00",
    at: str = "2026-08-15 02:10",
    facts: dict[str, object] | None = None,
    problem: str | None = None,
    of_work: dict[str, FactValue] | None = None,
    worked: tuple[tuple[str, str], ...] = (),
) -> Prices:
    work = [{"from": ny(starts), "to": ny(ends)} for starts, ends in worked]
    told = {"opened": ny(opened), "facts": facts or OUTAGE, "events": list(events), "work": work}
    case = read_case(told, agreement)
    return prices(agreement, case, at=instant_in(ny(at)), problem=problem, facts=of_work or {})


def small(table: str) -> Agreement:
    head = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    found = read(f"---\n{head}\ncurrency: EUR\n---\n# Support\n\n{table}\n", path="small.md").agreement
    assert found is not None
    return found


def of_small(agreement: Agreement, *, minutes: int) -> tuple[Price, ...]:
    work = {"from": "2026-06-09T10:00:00Z", "to": f"2026-06-09T10:{minutes:02}:00Z"}
    case = read_case({"opened": "2026-06-09T09:00:00Z", "work": [work]}, agreement)
    return prices(agreement, case, at=datetime(2026, 6, 9, 12, tzinfo=UTC)).now


def ask_amount(event: Told, *worked: tuple[str, str]) -> Decimal | None:
    work = [{"from": ny(starts), "to": ny(ends)} for starts, ends in worked]
    told = {"opened": ny("2026-08-15 02:00"), "facts": OUTAGE, "events": [event], "work": work}
    return answer(STRATELEGY, read_case(told, STRATELEGY)).charge.amount


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
    friday, saturday = "2026-06-12 10:00", "2026-06-13 11:00"

    [open_] = quoted(STRATELEGY, opened=friday, at=saturday, facts=facts, of_work=planned).now
    [known] = quoted(STRATELEGY, agreed, opened=friday, at=saturday, facts=facts, of_work=planned).now

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


def used(price: Price) -> tuple[int, int]:
    return price.used.seconds // 60, price.used.free_seconds // 60


def test_forty_minutes_of_the_first_hour_are_used_so_twenty_more_cost_nothing() -> None:
    found = happened("2026-08-15 02:05", "found", facts={"fault": "customer"})

    [price] = quoted(STRATELEGY, found, at="2026-08-15 03:00", worked=(MORNING,)).now

    assert (price.rate, used(price)) == (AN_HOUR, (40, 20))


def test_while_the_fault_is_not_known_each_row_says_what_it_would_have_used() -> None:
    charged, ours, nobody = quoted(STRATELEGY, at="2026-08-15 03:00", worked=(MORNING,)).now

    assert [used(price) for price in (charged, ours, nobody)] == [(40, 20), (0, 0), (0, 0)]


def test_a_minimum_that_is_used_up_spares_nothing() -> None:
    found = happened("2026-08-15 02:05", "found", facts={"fault": "customer"})
    morning = ("2026-08-15 02:10", "2026-08-15 03:20")

    [price] = quoted(STRATELEGY, found, at="2026-08-15 04:00", worked=(morning,)).now

    assert used(price) == (70, 0)


def test_a_quarter_that_was_begun_is_worked_to_its_end_for_the_same_money() -> None:
    quarters = small(
        "| Charge | Rate | Increment |\n|---|---|---|\n| Work | EUR 90.00 per hour | 15 minutes |"
    )

    [price] = of_small(quarters, minutes=20)

    assert used(price) == (20, 10)


def test_a_least_sum_pays_for_minutes_too() -> None:
    least = small("| Charge | Rate | Minimum |\n|---|---|---|\n| Work | EUR 60.00 per hour | EUR 50.00 |")

    [price] = of_small(least, minutes=20)

    assert used(price) == (20, 30)


def test_a_minimum_of_each_entry_is_begun_anew() -> None:
    each = small(
        "| Charge | Rate | Minimum | Per |\n|---|---|---|---|\n| Work | EUR 60.00 per hour | 1 hour | entry |"
    )

    [price] = of_small(each, minutes=20)

    assert used(price) == (0, 0)


def test_the_minute_after_the_first_free_one_costs_what_the_quote_says() -> None:
    found = happened("2026-08-15 02:05", "found", facts={"fault": "customer"})

    hour = ask_amount(found, MORNING, ("2026-08-15 03:00", "2026-08-15 03:20"))
    more = ask_amount(found, MORNING, ("2026-08-15 03:00", "2026-08-15 03:21"))

    assert (hour, more) == (Decimal("125.00"), Decimal("127.08"))
