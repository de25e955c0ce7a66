"""News of an account: one way to write it, so that every entry names the organisation and reaches its open pages."""

from collections.abc import Mapping
from datetime import datetime

from uphold.access import Actor
from uphold.credits.models import CreditAccount
from uphold.journal.models import Entry
from uphold.journal.write import Draft, write_all


def tell(
    kind: str,
    account: CreditAccount,
    *,
    by: Actor,
    at: datetime,
    detail: Mapping[str, str | int | None],
) -> Entry:
    (entry,) = write_all([draft(kind, account, detail=detail)], by=by, at=at)
    return entry


def draft(kind: str, account: CreditAccount, *, detail: Mapping[str, str | int | None]) -> Draft:
    """The same to be written with other news. What is not said is left out of the detail."""
    return Draft(
        kind=kind,
        about=account,
        detail={name: value for name, value in detail.items() if value not in {None, ""}},
        organisation_id=account.organisation_id,
        topics=(f"organisation:{account.organisation_id}",),
    )
