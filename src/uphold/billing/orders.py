"""The door to credits: a package that is paid is credited."""

from datetime import datetime

from uphold.access import Actor
from uphold.credits.models import CreditOrder


def credit_paid_order(order: CreditOrder, *, by: Actor, at: datetime) -> None:
    """Once, however often it is asked."""
