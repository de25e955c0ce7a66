"""What the worker calls: reminders before planned work, and the next occurrences of series."""

from datetime import datetime, timedelta

from uphold.access import Actor
from uphold.journal.queries import entries_about
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.maintenance.actions.recurring import make_occurrences
from uphold.maintenance.models import PlannedWork, Series
from uphold.maintenance.timeline import record
from uphold.policy.scenario.reminders import reminders_at

LONGEST_BEFORE = timedelta(days=40)
BATCH = 200
REMINDED = "maintenance.reminded"


def remind_of_work(at: datetime) -> int:
    """At the instants that the agreements name, or the day before; each once."""
    rows = PlannedWork.objects.filter(
        state=PlannedWork.State.ANNOUNCED, starts_at__gt=at, starts_at__lte=at + LONGEST_BEFORE
    )
    return one_by_one(
        rows.order_by("starts_at")[:BATCH],
        lambda row: remind(row.pk, at=at),
        name=lambda row: f"planned work {row.pk}",
        failed="planned work that could not be reminded of",
    )


@atomic
def remind(work_id: int, *, at: datetime) -> int:
    """Under its lock; whoever comes second finds the entry. What was announced later than that needs no reminder."""
    rows = PlannedWork.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    work = rows.filter(pk=work_id, state=PlannedWork.State.ANNOUNCED).first()
    if work is None or work.announced_at is None:
        return 0
    last = (
        entries_about(work)
        .filter(kind__in=["maintenance.announced", "maintenance.moved"])
        .order_by("pk")
        .last()
    )
    since = last.at if last else work.announced_at
    due = [instant for instant in instants_of(work) if since < instant <= at]
    told = entries_about(work).filter(kind=REMINDED, at__gte=due[-1]).exists() if due else True
    if told:
        return 0
    record(work, "reminded", by=Actor.system(), at=at)
    return 1


def instants_of(work: PlannedWork) -> list[datetime]:
    """Of all affected customers' agreements together: nobody is told less than his own asks for."""
    said = set(work.affected.values_list("reminders", flat=True)) or {""}
    found = {
        instant
        for words in said
        for instant in reminders_at(words or None, starts_at=work.starts_at, zone=work.zone)
    }
    return sorted(found)


def make_series_ahead(at: datetime) -> int:
    """The next occurrences of every series that goes on."""
    return one_by_one(
        Series.objects.filter(ended_at=None).order_by("pk"),
        lambda series: make_occurrences(series_id=series.pk, at=at),
        name=lambda series: f"series {series.pk}",
        failed="series whose next occurrences could not be made",
    )
