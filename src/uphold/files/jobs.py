"""What the worker calls: bytes that no row speaks of are swept, a day after they came."""

from datetime import datetime, timedelta

from uphold.files.locking import clear_shelf
from uphold.files.models import StoredFile
from uphold.files.shelf import laid_before
from uphold.kit.transaction import atomic

PATIENCE = timedelta(days=1)
"""A transaction that is to write the row is over by then."""


@atomic
def sweep_files(at: datetime) -> int:
    """How many were removed. Safe to run twice, and beside uploads."""
    clear_shelf()
    old = list(laid_before(at - PATIENCE))
    kept = StoredFile.objects.filter(digest__in=[place.name for place in old])
    known = set(kept.values_list("digest", flat=True))
    left = [place for place in old if place.name not in known]
    for place in left:
        place.unlink(missing_ok=True)
    return len(left)
