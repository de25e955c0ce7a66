"""What becomes of a return: sent for, received, repaired, replaced, given back, closed; or withdrawn."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor
from uphold.hardware.access import begin, require_door
from uphold.hardware.bridge import claim_of
from uphold.hardware.models import ReturnAuthorization
from uphold.hardware.refusals import ReplacementUnknown, StateDoesNotFit, WordsMissing
from uphold.hardware.timeline import record_return
from uphold.kit.transaction import atomic
from uphold.policy.scenario.return_by import return_by
from uphold.products.actions import replace_unit
from uphold.products.models import Unit
from uphold.tickets.retiming import agreement_of

State, Kind = ReturnAuthorization.State, ReturnAuthorization.Kind


@atomic
def await_unit(*, actor: Actor, row: ReturnAuthorization, send_to: str, at: datetime) -> ReturnAuthorization:
    """The customer is told what to send where."""
    row = begin_in(actor, row, ReturnAuthorization.AHEAD)
    if not send_to.strip():
        raise WordsMissing(gettext_lazy("where to send it"))
    row.state, row.send_to, row.awaited_at = State.AWAITING, send_to.strip(), at
    row.save(update_fields=["state", "send_to", "awaited_at"])
    record_return(row, "return.awaited", by=actor, at=at)
    return row


@atomic
def send_replacement(
    *,
    actor: Actor,
    row: ReturnAuthorization,
    serial: str,
    return_by_on: date | None = None,
    at: datetime,
) -> ReturnAuthorization:
    """Another unit goes out, with the rest of the warranty; ahead of the old one where that was authorized.

    `return_by_on` is the day that was arranged for the old one; it counts where the agreement sets no time.
    """
    row = replaceable(actor, row)
    by = Unit.objects.filter(
        organisation_id=row.organisation_id,
        provider_id=row.provider_id,
        kind=row.unit.kind,
        name=serial.strip(),
    ).first()
    if by is None:
        raise ReplacementUnknown(serial.strip())
    by = replace_unit(row.unit, by=by, actor=actor, at=at)
    row = begin_in(actor, row, states_to_replace(row))
    row.replacement, row.sent_at = by, at
    fields = ["replacement", "sent_at"]
    if row.state == State.RECEIVED:
        row.state, row.done_at = State.REPLACED, at
        fields += ["state", "done_at"]
    else:
        row.return_by_on = day_to_be_back(row, sent_at=at) or return_by_on
        fields.append("return_by_on")
    row.save(update_fields=fields)
    by_on = row.return_by_on.isoformat() if row.return_by_on else ""
    record_return(
        row, "return.replaced", by=actor, at=at, detail={"by": by.pk, "unit": by.name, "return_by": by_on}
    )
    return row


@atomic
def receive_unit(*, actor: Actor, row: ReturnAuthorization, at: datetime) -> ReturnAuthorization:
    """What was replaced ahead is done with it; of others it is known that they are here."""
    row = begin_in(actor, row, ReturnAuthorization.AHEAD)
    row.state, row.received_at = State.RECEIVED, at
    fields = ["state", "received_at"]
    if row.replacement_id is not None:
        row.state, row.done_at = State.REPLACED, at
        fields.append("done_at")
    row.save(update_fields=fields)
    record_return(row, "return.received", by=actor, at=at)
    return row


@atomic
def repair_unit(*, actor: Actor, row: ReturnAuthorization, at: datetime) -> ReturnAuthorization:
    return done(actor, row, State.REPAIRED, at=at)


@atomic
def give_back(*, actor: Actor, row: ReturnAuthorization, at: datetime) -> ReturnAuthorization:
    """It goes back as it came."""
    return done(actor, row, State.RETURNED, at=at)


@atomic
def close_return(*, actor: Actor, row: ReturnAuthorization, at: datetime) -> ReturnAuthorization:
    """Nothing is left to do."""
    row = begin_in(actor, row, ReturnAuthorization.DONE)
    row.state, row.over_at = State.CLOSED, at
    row.save(update_fields=["state", "over_at"])
    record_return(row, "return.closed", by=actor, at=at)
    return row


@atomic
def withdraw_return(
    *, actor: Actor, row: ReturnAuthorization, reason: str, at: datetime
) -> ReturnAuthorization:
    """The number stays taken. What went out ahead has to come back first, or be charged and closed."""
    row = begin_in(actor, row, ReturnAuthorization.AHEAD)
    if row.replacement_id is not None:
        raise StateDoesNotFit(row.number, gettext_lazy("replaced already"))
    if not reason.strip():
        raise WordsMissing(gettext_lazy("why"))
    row.state, row.over_at = State.WITHDRAWN, at
    row.save(update_fields=["state", "over_at"])
    record_return(row, "return.withdrawn", by=actor, at=at, detail={"reason": reason.strip()})
    return row


@atomic
def note_manufacturer(
    *,
    actor: Actor,
    row: ReturnAuthorization,
    name: str,
    number: str = "",
    state: str = "",
    address: str = "",
    at: datetime,
) -> ReturnAuthorization:
    """Its maker takes it back by a number of his own."""
    row = begin(actor, row)
    if not name.strip():
        raise WordsMissing(gettext_lazy("who made it"))
    said = {"name": name, "number": number, "state": state, "address": address}
    for part, words in said.items():
        setattr(row, f"manufacturer_{part}", words.strip())
    row.save(update_fields=[f"manufacturer_{part}" for part in said])
    record_return(row, "return.manufacturer_noted", by=actor, at=at)
    return row


def done(
    actor: Actor, row: ReturnAuthorization, state: ReturnAuthorization.State, *, at: datetime
) -> ReturnAuthorization:
    row = begin_in(actor, row, (State.RECEIVED,))
    row.state, row.done_at = state, at
    row.save(update_fields=["state", "done_at"])
    record_return(row, f"return.{state.value}", by=actor, at=at)
    return row


def states_to_replace(row: ReturnAuthorization) -> Collection[str]:
    return (*ReturnAuthorization.AHEAD, State.RECEIVED) if row.kind == Kind.ADVANCE else (State.RECEIVED,)


def replaceable(actor: Actor, row: ReturnAuthorization) -> ReturnAuthorization:
    """Through the door without the lock, which comes after that of the units; the state is looked at again then."""
    require_door(actor, row)
    fresh = ReturnAuthorization.objects.select_related("unit").get(pk=row.pk)
    require_state(fresh, states_to_replace(fresh))
    if fresh.replacement_id is not None:
        raise StateDoesNotFit(fresh.number, gettext_lazy("replaced already"))
    return fresh


def day_to_be_back(row: ReturnAuthorization, *, sent_at: datetime) -> date | None:
    """By the row that authorized it; None where the agreement sets no time."""
    claim = claim_of(row.ticket, at=sent_at)
    if claim is None or claim.return_within is None:
        return None
    return return_by(agreement_of(row.ticket), within=claim.return_within, sent_at=sent_at)


def begin_in(actor: Actor, row: ReturnAuthorization, states: Collection[str]) -> ReturnAuthorization:
    row = begin(actor, row)
    require_state(row, states)
    return row


def require_state(row: ReturnAuthorization, states: Collection[str]) -> None:
    if row.state not in states:
        raise StateDoesNotFit(row.number, row.state)
