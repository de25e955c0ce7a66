"""Turns what the database refuses into what we say: the constraint is the check, so nothing is checked twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from psycopg import Error

from uphold.kit.refused import Refused
from uphold.kit.transaction import atomic


@contextmanager
def refused_by(constraint: str, refusal: Refused) -> Iterator[None]:
    """Raises the refusal when this constraint is violated inside; the transaction around stays usable."""
    with told_of(constraint, refusal), atomic():
        yield


@contextmanager
def told_of(constraint: str, refusal: Refused) -> Iterator[None]:
    """The same without a savepoint, where the refusal ends the whole verb: its transaction goes back with it."""
    try:
        yield
    except IntegrityError as error:
        if isinstance(error.__cause__, Error) and error.__cause__.diag.constraint_name == constraint:
            raise refusal from error
        raise
