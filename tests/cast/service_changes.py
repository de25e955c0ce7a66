"""Builders of service changes: a wish for two lines, and what suspends wishes."""

from datetime import date, datetime

from tests.cast.people import Caller, Cast
from tests.cast.products import make_product
from tests.standing.overdue import make_receivable
from uphold.products.models import Product
from uphold.service_changes.actions import ask_for_change
from uphold.service_changes.models import ServiceChange
from uphold.standing.actions import suspend


def make_line(cast: Cast, *, sale_ends_on: date | None = None) -> Product:
    return make_product(cast.northwind, "Line", kind="service", sale_ends_on=sale_ends_on)


def ask_for_lines(
    cast: Cast, *, at: datetime, by: Caller | None = None, product: Product | None = None, key: str = "k1"
) -> ServiceChange:
    """Ada asks for two more lines, for the new room."""
    return ask_for_change(
        actor=(by or cast.ada).actor,
        provider=cast.northwind,
        organisation=cast.harbour,
        kind="add",
        product=product or make_line(cast),
        quantity=2,
        words="For the new room.",
        key=key,
        at=at,
    )


def close_changes(cast: Cast, *, at: datetime) -> None:
    """Harbour Clinic owes since the first of June; Lea closes changes."""
    make_receivable(cast, at=at)
    suspend(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="portal changes",
        reason="The invoice of May is open.",
        at=at,
    )
