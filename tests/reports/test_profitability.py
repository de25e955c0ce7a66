"""Profitability: what a contract brought beside what its work cost; no cost is no result, and never a gain."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.reports.rows import make_charge, make_invoice, make_lot, make_work, move, scope_of
from uphold.access import NotAllowed, NotThere
from uphold.credits.models import CreditOrder, Movement
from uphold.journal.models import Entry
from uphold.reports.costs import CostIsNoPrice, CurrencyUnknown, set_cost_rate
from uphold.reports.models import CostRate
from uphold.reports.profitability import ProfitabilityLine, profitability
from uphold.tickets.models import Ticket

SINCE = date(2026, 1, 1)


def set_cost(
    cast: Cast, cost: str, *, from_on: date = SINCE, currency: str = "EUR", **of: object
) -> CostRate:
    return set_cost_rate(
        actor=cast.olga.actor,
        provider=cast.northwind,
        hourly_cost=Decimal(cost),
        currency=currency,
        from_on=from_on,
        at=at("2026-06-01 09:00"),
        **of,  # type: ignore[arg-type]  # because only staff may be among them
    )


def amounts(line: ProfitabilityLine) -> tuple[str, Decimal, Decimal, int, Decimal | None, Decimal | None]:
    return line.customer, line.invoiced, line.used, line.worked_seconds // 60, line.cost, line.result


def test_a_contract_has_what_was_invoiced_and_used_less_what_its_work_cost(
    cast: Cast, ticket: Ticket
) -> None:
    set_cost(cast, "60.00")
    make_work(ticket, cast.ben, "2026-06-02 10:00", minutes=90)
    charge = make_charge(ticket, "2026-06-02 12:00", minutes=60, amount="200.00")
    make_invoice(cast.northwind, cast.harbour, date(2026, 6, 30), [(charge, "200.00")])
    lot = make_lot(ticket, "2026-06-01 09:00", credits_granted=120, price="100.00")
    move(lot, "2026-06-02 10:00", Movement.DRAW, ticket, lot=-30, work=30)
    make_invoice(cast.northwind, cast.harbour, date(2026, 6, 30), [(CreditOrder.objects.get(), "100.00")])

    [line] = profitability(scope_of(cast))

    assert (line.agreement, line.since, line.currency) == ("northwind", SINCE, "EUR")
    assert amounts(line) == (
        "Harbour Clinic",
        Decimal("200.00"),
        Decimal("25.00"),
        90,
        Decimal("90.00"),
        Decimal("135.00"),
    )


def test_a_credit_note_takes_from_the_contract_that_was_invoiced(cast: Cast, ticket: Ticket) -> None:
    charge = make_charge(ticket, "2026-06-02 12:00", amount="200.00")
    invoice = make_invoice(cast.northwind, cast.harbour, date(2026, 6, 3), [(charge, "200.00")])
    line = invoice.lines.get()
    make_invoice(cast.northwind, cast.harbour, date(2026, 6, 4), [(line, "-50.00")], corrects=invoice)

    [found] = profitability(scope_of(cast))

    assert (found.agreement, found.invoiced) == ("northwind", Decimal("150.00"))


def test_a_person_of_an_own_cost_has_it_from_its_day_on(cast: Cast, ticket: Ticket) -> None:
    set_cost(cast, "60.00")
    set_cost(cast, "90.00", staff=cast.nia.staff, from_on=date(2026, 6, 10))
    for worker, day in ((cast.ben, "12"), (cast.nia, "09"), (cast.nia, "10")):
        make_work(ticket, worker, f"2026-06-{day} 10:00", minutes=60)

    [line] = profitability(scope_of(cast))

    assert line.cost == Decimal("210.00")


def test_without_a_cost_there_is_no_result(cast: Cast, ticket: Ticket) -> None:
    set_cost(cast, "60.00", from_on=date(2026, 6, 10))
    make_work(ticket, cast.ben, "2026-06-09 10:00", minutes=60)
    make_work(ticket, cast.ben, "2026-06-10 10:00", minutes=60)

    [line] = profitability(scope_of(cast))

    assert (line.worked_seconds, line.cost, line.result) == (7200, None, None)


def test_cost_is_rounded_once_for_a_contract(cast: Cast, ticket: Ticket) -> None:
    set_cost(cast, "0.10")
    for minute in range(3):
        make_work(ticket, cast.ben, f"2026-06-0{minute + 1} 10:00", minutes=2)

    [line] = profitability(scope_of(cast))

    assert line.cost == Decimal("0.01")


def test_what_belongs_to_no_contract_stands_by_itself(cast: Cast, ticket: Ticket) -> None:
    make_invoice(cast.northwind, cast.harbour, date(2026, 6, 3), [(None, "10.00")])

    [line] = profitability(scope_of(cast))

    assert (line.agreement, line.since, line.invoiced) == ("", None, Decimal("10.00"))


def test_a_customer_of_another_currency_has_a_line_for_each(cast: Cast, ticket: Ticket) -> None:
    set_cost(cast, "60.00", currency="CHF")
    make_work(ticket, cast.ben, "2026-06-02 10:00", minutes=60)
    make_invoice(
        cast.northwind,
        cast.harbour,
        date(2026, 6, 3),
        [(make_charge(ticket, "2026-06-02 12:00", amount="200.00"), "200.00")],
    )

    swiss, euro = profitability(scope_of(cast))

    assert (swiss.currency, swiss.result) == ("CHF", Decimal("-60.00"))
    assert (euro.currency, euro.result) == ("EUR", Decimal("200.00"))


def test_a_cost_set_again_for_a_day_replaces_it_and_both_are_in_the_journal(cast: Cast) -> None:
    set_cost(cast, "60.00")
    set_cost(cast, "65.00")

    assert CostRate.objects.get().hourly_cost == Decimal("65.00")
    told = Entry.objects.filter(kind="cost_rate.set").order_by("id")
    assert [entry.detail["hourly_cost"] for entry in told] == ["60.00", "65.00"]


@pytest.mark.parametrize(
    ("cost", "currency", "refusal"),
    [("-1", "EUR", CostIsNoPrice), ("NaN", "EUR", CostIsNoPrice), ("1", "euro", CurrencyUnknown)],
)
def test_a_cost_that_is_none_is_refused(
    cost: str, currency: str, refusal: type[Exception], cast: Cast
) -> None:
    with pytest.raises(refusal):
        set_cost(cast, cost, currency=currency)

    assert not CostRate.objects.exists()


@pytest.mark.parametrize("who", ["ben", "lea", "tom", "ada", "max"])
def test_only_who_manages_billing_sets_a_cost(who: str, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        set_cost_rate(
            actor=getattr(cast, who).actor,
            provider=cast.northwind,
            hourly_cost=Decimal(60),
            currency="EUR",
            from_on=SINCE,
            at=at("2026-06-01 09:00"),
        )

    assert not CostRate.objects.exists()


def test_a_cost_is_set_for_staff_of_the_provider_alone(cast: Cast) -> None:
    with pytest.raises(NotThere):
        set_cost(cast, "60.00", staff=cast.tom.staff)

    assert not CostRate.objects.exists()


def test_work_on_a_ticket_of_another_customer_is_that_customers(cast: Cast, ticket: Ticket) -> None:
    theirs = make_ticket(customer=cast.eve, opened_at=at("2026-06-01 09:00"))
    make_work(theirs, cast.ben, "2026-06-02 10:00", minutes=60)

    assert [line.customer for line in profitability(scope_of(cast))] == ["Orchard Foods"]
    assert profitability(scope_of(cast, organisation_id=cast.harbour.pk)) == ()


def test_work_without_a_cost_stands_in_the_currency_of_its_agreement(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-02 10:00", minutes=30)

    [line] = profitability(scope_of(cast))

    assert (line.currency, line.cost) == ("EUR", None)
