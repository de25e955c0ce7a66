"""Disputes follow their lines: what was taken back is disputed no longer, and holds up no payment of the rest."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext

from uphold.access import Actor
from uphold.billing.correcting import amounts_left
from uphold.billing.models import Dispute
from uphold.policy.invoices.totals import tax_on


def accept_disputes(line_ids: Iterable[int | None], *, by: Actor, words: str, at: datetime) -> None:
    """Whoever takes a line back agrees with those who disputed it."""
    Dispute.objects.filter(line_id__in=list(line_ids), state=Dispute.State.OPEN).update(
        state=Dispute.State.ACCEPTED,
        answered_words=words,
        answered_by_id=by.id if by.is_staff else None,
        answered_at=at,
    )


def follow_lines(*, organisation_ids: Iterable[int], provider_id: int, by: Actor, at: datetime) -> set[int]:
    """After charges came back: of a line of which nothing is left the dispute is over, of others it is about the rest.

    The ids of the invoices whose disputes changed.
    """
    disputes = Dispute.objects.filter(
        state=Dispute.State.OPEN,
        line__invoice__organisation_id__in=list(organisation_ids),
        line__invoice__provider_id=provider_id,
    )
    changed = set()
    for dispute in disputes.select_related("line__invoice").order_by("id"):
        line = dispute.line
        [(_, left)] = amounts_left(line.invoice, lines=[line])
        rest = left + tax_on(left, line.tax_percent)
        if left <= 0:
            accept_disputes([line.pk], by=by, words=gettext("The amount was taken back."), at=at)
        elif left < line.net_amount and rest < dispute.disputed_amount:
            Dispute.objects.filter(pk=dispute.pk).update(disputed_amount=rest)
        else:
            continue
        changed.add(line.invoice_id)
    return changed
