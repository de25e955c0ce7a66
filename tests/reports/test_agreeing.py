"""Reports agree with one another, with the charges and with the invoices: one month, made at random, told five ways."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db.models import Sum

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.reports.rows import make_charge, make_invoice, make_lot, make_receivable, make_work, move, scope_of
from uphold.billing.models import Invoice
from uphold.credits.models import Movement
from uphold.metering.models import Charge
from uphold.reports.ageing import ageing
from uphold.reports.leakage import leakage
from uphold.reports.liability import movement, remaining
from uphold.reports.profitability import profitability
from uphold.reports.utilisation import Seconds, UtilisationLine, utilisation
from uphold.standing.models import Receivable

WORK = Charge.Kind.WORK


@pytest.fixture(params=[1, 2, 3])
def month(request: pytest.FixtureRequest, cast: Cast) -> Counter[str]:
    """Work of June on a ticket of each customer; what it was taken as, counted by hand, in minutes."""
    random = Random(request.param)  # noqa: S311 - invented work keeps no secret
    count = Counter[str]()
    for caller in (cast.ada, cast.eve):
        ticket = make_ticket(customer=caller, opened_at=at("2026-06-01 09:00"))
        lot = make_lot(ticket, "2026-06-01 09:00", credits_granted=1000, price="700.00")
        billed = []
        for number in range(25):
            day = date(2026, 6, 1) + timedelta(days=random.randrange(28))
            minutes, worker = random.randrange(1, 90), random.choice((cast.ben, cast.nia, cast.lea))
            starts, settled = f"{day} 10:{number:02}", f"{day} 18:{number:02}"
            taken = random.choice(("credits", "money", "free", "open"))
            count[taken] += minutes
            make_work(ticket, worker, starts, minutes=minutes, settled="" if taken == "open" else settled)
            if taken == "credits":
                make_charge(ticket, settled, minutes=minutes, credits_taken=minutes, row="Support")
                move(lot, starts, Movement.DRAW, ticket, lot=-minutes, work=minutes)
            if taken == "money":
                charge = make_charge(ticket, settled, minutes=minutes, amount=f"{minutes}.50", row="Outage")
                billed.append((charge, f"{minutes}.50"))
            if taken == "free":
                make_charge(ticket, settled, minutes=minutes, price="included", row="Included")
        organisation = ticket.organisation
        invoice = make_invoice(cast.northwind, organisation, date(2026, 6, 30), billed)
        make_receivable(cast.northwind, organisation, invoice.due_on, open_amount=str(invoice.gross_amount))
    return count


def whole(lines: tuple[UtilisationLine, ...]) -> Seconds:
    total = Seconds()
    for line in lines:
        total = total.plus(line.seconds)
    return total


def test_utilisation_is_the_work_as_it_was_taken(month: Counter[str], cast: Cast) -> None:
    total = whole(utilisation(scope_of(cast)))

    assert (total.in_credits, total.in_money, total.free, total.open) == tuple(
        month[taken] * 60 for taken in ("credits", "money", "free", "open")
    )
    assert total.actual == month.total() * 60


def test_each_line_of_utilisation_adds_up(month: Counter[str], cast: Cast) -> None:
    lines = [line.seconds for line in utilisation(scope_of(cast))]

    assert all(each.actual == each.in_credits + each.in_money + each.free + each.open for each in lines)


def test_accounted_minutes_are_those_of_the_charges(month: Counter[str], cast: Cast) -> None:
    charged = Charge.objects.filter(kind=WORK).aggregate(sum=Sum("accounted_seconds"))["sum"]

    assert whole(utilisation(scope_of(cast))).accounted == charged


def test_people_and_customers_are_parts_of_the_whole(month: Counter[str], cast: Cast) -> None:
    everything = whole(utilisation(scope_of(cast)))

    staff = [
        whole(utilisation(scope_of(cast, staff_id=worker.staff.pk)))
        for worker in (cast.ben, cast.nia, cast.lea)
    ]
    customers = [
        whole(utilisation(scope_of(cast, organisation_id=each.pk))) for each in (cast.harbour, cast.orchard)
    ]

    assert staff[0].plus(staff[1]).plus(staff[2]) == everything
    assert customers[0].plus(customers[1]) == everything


def test_what_leaks_is_what_was_free(month: Counter[str], cast: Cast) -> None:
    lost = sum(line.seconds for line in leakage(scope_of(cast)))

    assert lost == whole(utilisation(scope_of(cast))).free == month["free"] * 60


def test_contracts_worked_as_long_as_people_did(month: Counter[str], cast: Cast) -> None:
    worked = sum(line.worked_seconds for line in profitability(scope_of(cast)))

    assert worked == whole(utilisation(scope_of(cast))).actual


def test_what_contracts_brought_is_what_was_invoiced(month: Counter[str], cast: Cast) -> None:
    brought = sum(line.invoiced for line in profitability(scope_of(cast)))

    assert brought == Invoice.objects.aggregate(sum=Sum("net_amount"))["sum"]
    assert brought == Charge.objects.aggregate(sum=Sum("amount"))["sum"]


def test_credits_that_moved_are_those_of_the_charges_at_their_price(month: Counter[str], cast: Cast) -> None:
    [bought] = movement(scope_of(cast))
    used = sum(line.used for line in profitability(scope_of(cast)))

    assert -bought.drawn == Charge.objects.aggregate(sum=Sum("credits"))["sum"] == month["credits"]
    assert used == Decimal(month["credits"]) * 700 / 1000


def test_what_was_bought_is_used_or_left(month: Counter[str], cast: Cast) -> None:
    left = [line for line in remaining(scope_of(cast)) if line.value is not None]
    used = sum(line.used for line in profitability(scope_of(cast)))

    assert sum(line.value or 0 for line in left) + used == Decimal("1400.00")


def test_what_is_owed_is_what_is_open_on_invoices(month: Counter[str], cast: Cast) -> None:
    owed = sum(line.open for line in ageing(scope_of(cast)))

    assert owed == sum(invoice.open_amount for invoice in Invoice.objects.all())
    assert owed == Receivable.objects.aggregate(sum=Sum("open_amount"))["sum"]
