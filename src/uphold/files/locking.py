"""Laying bytes down and sweeping them exclude one another; many may lay down at once."""

from django.db import connection

SHELF = 7_201_443


def hold_shelf() -> None:
    """Until the transaction ends nothing is swept."""
    take("pg_advisory_xact_lock_shared")


def clear_shelf() -> None:
    """Until the transaction ends nobody lays anything down; waits for those who do."""
    take("pg_advisory_xact_lock")


def take(lock: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [SHELF])
