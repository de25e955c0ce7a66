"""Rows of the ledger, written in one place; what would take more than there is is refused by the database."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.credits.models import CreditAccount, LedgerEntry, Movement, Place, Posting
from uphold.credits.postings import Cited, LotPosting
from uphold.kit import CONFLICT, Refused
from uphold.kit.constraints import told_of

NEVER_OVERDRAWN = "credits_lot_remaining_credits_check"
LONGEST_REASON, LONGEST_CLAUSE, LONGEST_ROW = 300, 200, 200


class NotEnoughCredits(Refused):
    code, kind, text = "not_enough_credits", CONFLICT, gettext_lazy("There are not that many credits left.")


def write_entry(
    *,
    account: CreditAccount,
    movement: Movement,
    postings: Sequence[LotPosting],
    work_at: datetime,
    key: str,
    reference: str = "",
    problem: str = "",
    reason: str,
    citation: Cited | None = None,
    at: datetime,
) -> LedgerEntry:
    """What is owed is read again where it changed. A refusal ends the transaction, or the verb's part of it."""
    cited = citation.citation if citation else None
    with told_of(NEVER_OVERDRAWN, NotEnoughCredits()):
        entry = LedgerEntry.objects.create(
            account=account,
            movement=movement,
            at=work_at,
            recorded_at=at,
            key=key,
            reference=reference,
            problem=problem,
            reason=reason[:LONGEST_REASON],
            version_id=citation.version_id if citation else None,
            document=cited.document if cited else "",
            clause=cited.clause[:LONGEST_CLAUSE] if cited else "",
            anchor=cited.anchor if cited else "",
            row=cited.row[:LONGEST_ROW] if cited else "",
            line=cited.line if cited else None,
        )
        Posting.objects.bulk_create(
            Posting(entry=entry, place=each.place, lot_id=each.lot_id, credits=each.credits)
            for each in postings
        )
    if any(each.place is Place.OWED for each in postings):
        account.refresh_from_db(fields=["owed_credits"])
    return entry
