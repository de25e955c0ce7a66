"""Loading by name."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from uphold.access import Actor, Permission
from uphold.journal.models import Entry
from uphold.oncall.access import visible_rotas
from uphold.oncall.bridge import Duty, duty_of
from uphold.oncall.models import (
    Attempt,
    Escalation,
    Handover,
    HandoverNote,
    Override,
    Page,
    PathTarget,
    Rota,
    Turn,
)
from uphold.tickets.models import Ticket

ESCALATED = "ticket.escalated"
PAGED = "ticket.paged"


def escalations_of(ticket: Ticket, *, entries: Iterable[Entry]) -> list[Escalation]:
    """The steps that were taken, in order, with whoever asked; not asked for where the journal knows of none."""
    if not any(entry.kind == ESCALATED for entry in entries):
        return []
    steps = Escalation.objects.filter(ticket=ticket).select_related("asked_by_staff", "asked_by_contact")
    return list(steps.order_by("at", "pk"))


def calls_on(ticket: Ticket, *, entries: Iterable[Entry]) -> list[Attempt]:
    """Every call about it, in order, with its page; not asked for where the journal knows of none."""
    if not any(entry.kind == PAGED for entry in entries):
        return []
    calls = Attempt.objects.filter(page__ticket=ticket).select_related("staff", "page__taken_by")
    return list(calls.order_by("at", "pk"))


def rota_list(actor: Actor) -> list[Rota]:
    """The active rotas, with their people."""
    return list(with_people(visible_rotas(actor).filter(is_active=True)).order_by("provider__name", "name"))


def with_people(rotas: QuerySet[Rota]) -> QuerySet[Rota]:
    turns = Turn.objects.select_related("staff").prefetch_related("staff__grants").order_by("position")
    return rotas.select_related("provider").prefetch_related(Prefetch("turns", queryset=turns))


def duties_of(rotas: Sequence[Rota], *, since: datetime, until: datetime | None = None) -> dict[int, Duty]:
    """Each rota as it is judged over a span, by number."""
    holding = Override.objects.filter(rota__in=rotas, withdrawn_at=None, ends_at__gt=since)
    if until is not None:
        holding = holding.filter(starts_at__lt=until)
    found = list(holding.select_related("staff").prefetch_related("staff__grants").order_by("made_at", "pk"))
    return {
        rota.pk: duty_of(rota, overrides=[each for each in found if each.rota_id == rota.pk])
        for rota in rotas
    }


def duty_now(rota: Rota, *, at: datetime) -> Duty:
    """One rota by its row, with whatever holds at an instant."""
    loaded = with_people(Rota.objects.filter(pk=rota.pk)).get()
    return duties_of([loaded], since=at)[rota.pk]


def overrides_ahead(rotas: Sequence[Rota], *, at: datetime) -> list[Override]:
    """The exceptions that hold or will, soonest first."""
    ahead = Override.objects.filter(rota__in=rotas, withdrawn_at=None, ends_at__gt=at)
    return list(ahead.select_related("rota", "staff", "made_by").order_by("starts_at", "pk"))


def note_before(handover: Handover) -> HandoverNote | None:
    """What was left for this shift: the last note of the one before it."""
    before = Handover.objects.filter(rota=handover.rota_id, starts_at__lt=handover.starts_at)
    earlier = before.order_by("-starts_at").values_list("starts_at", flat=True).first()
    notes = HandoverNote.objects.filter(rota=handover.rota_id, written_at__lte=handover.starts_at)
    if earlier is not None:
        notes = notes.filter(written_at__gte=earlier)
    return notes.select_related("written_by").order_by("-written_at").first()


def last_notes(rotas: Sequence[Rota]) -> dict[int, HandoverNote]:
    """The newest note of each rota."""
    newest = HandoverNote.objects.filter(rota__in=rotas).order_by("rota", "-written_at").distinct("rota")
    return {note.rota_id: note for note in newest.select_related("written_by")}


def targets_of(actor: Actor) -> list[PathTarget]:
    targets = PathTarget.objects.filter(agreement__provider_id__in=actor.provider_ids)
    return list(targets.select_related("agreement", "rota", "staff").order_by("agreement", "contact"))


def pages_waiting(actor: Actor) -> list[Page]:
    """Whoever is being called now, oldest first."""
    waiting = Page.objects.filter(state=Page.State.WAITING, ticket__provider_id__in=actor.provider_ids)
    found = waiting.select_related("ticket__version", "rota").prefetch_related("attempts__staff")
    return list(found.order_by("opened_at", "pk")[:100])


def recent_pages(actor: Actor, *, before: int | None = None, size: int = 50) -> list[Page]:
    """Whoever was called, the newest first, with every call; one more than asked for where there are more."""
    pages = Page.objects.filter(ticket__provider_id__in=actor.provider_ids_for(Permission.ONCALL_READ))
    if before is not None:
        pages = pages.filter(pk__lt=before)
    loaded = pages.select_related("ticket__version", "rota", "taken_by", "escalation")
    return list(loaded.prefetch_related("attempts__staff").order_by("-pk")[: size + 1])
