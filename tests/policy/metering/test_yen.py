"""An agreement in yen: every amount that comes of it is whole, and the bill is rounded once."""

from decimal import Decimal

import pytest

from tests.policy.document.builders import read_body
from tests.policy.metering.desk import Desk
from tests.policy.scenario.asking import ny, worked

DAY = "2026-08-17"
BY_THE_HOUR = "| Charge | Rate |\n|---|---|\n| Work | ¥1,000 per hour |\n"
TO_THE_CENT = "\n| Setting | Value |\n|---|---|\n| Money rounding | half up to the cent |\n"


@pytest.mark.parametrize("body", [BY_THE_HOUR, BY_THE_HOUR + TO_THE_CENT])
def test_work_comes_to_whole_yen_rounded_once(body: str) -> None:
    agreement = read_body(body, currency="JPY").agreement
    assert agreement is not None
    ticket = Desk(agreement=agreement, opened=ny(f"{DAY} 09:00"), facts={})

    ticket.log("1", worked(f"{DAY} 10:00", f"{DAY} 10:20"))
    metered = ticket.log("2", worked(f"{DAY} 11:00", f"{DAY} 11:20"))

    assert [part.amount for part in metered.parts] == [Decimal(333), Decimal(333)]
    assert sum(charge.amount for charge in metered.charges) == Decimal(667)


@pytest.mark.parametrize(
    ("price", "is_read"), [("¥10,500", True), ("¥10,500.00", True), ("¥10,500.50", False)]
)
def test_a_package_costs_what_can_be_paid(price: str, is_read: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    body = f"| Credits | Amount | Price |\n|---|---|---|\n| Small | 45 credits | {price} |\n"

    problems = [problem.code for problem in read_body(body, currency="JPY").errors]

    assert problems == ([] if is_read else ["cell.price"])
