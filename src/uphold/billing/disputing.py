"""Disputes follow their lines: what was taken back is disputed no longer, and holds up no payment of the rest."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext

from uphold.access import Actor
from uphold.billing.correcting import amounts_left
from uphold.billing.issuing import topics_of
from uphold.billing.models import Dispute
from uphold.journal.write import write
from uphold.policy.invoices.totals import tax_on


def accept_disputes(line_ids: Iterable[int | None], *, by: Actor, words: str, at: datetime) -> None:
    """Whoever takes a line back agrees with those who disputed it."""
    waiting = Dispute.objects.filter(line_id__in=list(line_ids), state=Dispute.State.OPEN)
    for dispute in waiting.select_related("line__invoice").order_by("id"):
        close(dispute, state=Dispute.State.ACCEPTED, words=words, by=by, at=at)
        tell("dispute.answered", dispute, by=by, at=at)


def close(dispute: Dispute, *, state: str, words: str, by: Actor, at: datetime) -> None:
    dispute.state, dispute.answered_words, dispute.answered_at = state, words.strip(), at
    dispute.answered_by_id = by.id if by.is_staff else None
    dispute.save(update_fields=["state", "answered_words", "answered_at", "answered_by"])


def tell(kind: str, dispute: Dispute, *, by: Actor, at: datetime) -> None:
    invoice = dispute.line.invoice
    write(
        kind,
        about=dispute,
        by=by,
        at=at,
        detail={
            "invoice": invoice.pk,
            "line": dispute.line_id,
            "amount": str(dispute.disputed_amount),
            "state": str(dispute.state),
        },
        organisation_id=invoice.organisation_id,
        topics=topics_of(organisation_id=invoice.organisation_id, provider_id=invoice.provider_id),
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
        rest = left + tax_on(left, line.tax_percent, currency=line.invoice.currency)
        if left <= 0:
            accept_disputes([line.pk], by=by, words=gettext("The amount was taken back."), at=at)
        elif left < line.net_amount and rest < dispute.disputed_amount:
            Dispute.objects.filter(pk=dispute.pk).update(disputed_amount=rest)
        else:
            continue
        changed.add(line.invoice_id)
    return changed
