"""What a contract includes: a lot for each period, and for each covered unit where the agreement says so."""

from datetime import datetime

from django.utils.translation import gettext

from uphold.access import Actor
from uphold.agreements.models import Contract
from uphold.credits.actions.account import account_of, lock_account
from uphold.credits.actions.lot import open_lot
from uphold.credits.allowances import allowances_due
from uphold.credits.models import Lot, Source
from uphold.kit.transaction import atomic

LONGEST_NAME = 120


@atomic
def grant_included(*, contract: Contract, until: datetime, at: datetime) -> int:
    """Opens every lot that the contract has included until an instant and that is not there yet; how many."""
    due = list(allowances_due(contract, until=until))
    known = set(Lot.objects.filter(contract=contract).values_list("key", flat=True))
    if all(each.key in known for each in due):
        return 0
    account = lock_account(
        account_of(organisation_id=contract.organisation_id, provider_id=contract.provider_id)
    )
    known = set(account.lots.values_list("key", flat=True))
    missing = [each for each in due if each.key not in known]
    for each in missing:
        open_lot(
            account=account,
            source=Source.INCLUDED,
            name=each.grant.name[:LONGEST_NAME],
            credits=each.grant.credits,
            opened_at=each.opened_at,
            expires_at=each.grant.expires_at,
            key=each.key,
            reason=gettext("Included in the contract: %(row)s") % {"row": each.grant.name},
            contract=contract,
            covered_unit=each.covered_unit,
            rolls_over_to=each.next_key,
            citation=each.cited,
            by=Actor.system(),
            at=at,
        )
    return len(missing)
