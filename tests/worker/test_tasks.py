"""What the worker does by itself: it rescues jobs of dead workers, and keeps the timetable."""

from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate import App, JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from procrastinate.testing import InMemoryConnector

from uphold.journal.models import Entry
from uphold.kit import now, stopped_at
from uphold.worker import tasks
from uphold.worker.tasks import react, register, rescue
from uphold.worker.timetable import TIMETABLE, Recurring

NOON = datetime(2026, 8, 14, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_job_of_a_dead_worker_is_queued_again() -> None:
    job = job_being_done(last_heartbeat_at=now() - timedelta(minutes=2))

    run_rescue()

    assert status_of(job) == "todo"


@pytest.mark.django_db
def test_a_job_of_a_living_worker_is_left_alone() -> None:
    job = job_being_done(last_heartbeat_at=now())

    run_rescue()

    assert status_of(job) == "doing"


@pytest.mark.django_db
def test_an_entry_is_answered_by_the_reaction_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    answered: list[tuple[int, datetime]] = []
    entry = Entry.objects.create(
        kind="ticket.opened", about_kind="ticket", about_id=7, by_kind="system", at=NOON
    )
    reactions = {"ticket.opened": [lambda entry_id, *, at: answered.append((entry_id, at))]}
    monkeypatch.setattr(tasks, "REACTIONS", reactions)

    with stopped_at(NOON):
        react(entry_id=entry.pk)

    assert answered == [(entry.pk, NOON)]


@pytest.mark.django_db
def test_a_reaction_that_fails_holds_up_no_other_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answered: list[int] = []
    entry = Entry.objects.create(
        kind="ticket.opened", about_kind="ticket", about_id=7, by_kind="system", at=NOON
    )

    def fail(entry_id: int, *, at: datetime) -> None:
        raise LookupError(entry_id, at)

    def note(entry_id: int, *, at: datetime) -> None:
        answered.append(entry_id)

    monkeypatch.setattr(tasks, "REACTIONS", {"ticket.opened": [fail, note]})

    with pytest.raises(ExceptionGroup, match="reactions to entry"):
        react(entry_id=entry.pk)

    assert answered == [entry.pk]


def test_a_line_of_the_timetable_gets_the_present_instant() -> None:
    asked_at: list[datetime] = []
    own = App(connector=InMemoryConnector())
    register(Recurring(name="sweep", cron="* * * * *", run=asked_at.append), onto=own)

    with stopped_at(NOON):
        own.tasks["sweep"](timestamp=0)

    assert asked_at == [NOON]
    assert own.tasks["sweep"].queueing_lock == "sweep"


def test_every_line_of_the_timetable_is_a_task() -> None:
    assert {react.name, rescue.name, *(line.name for line in TIMETABLE)} <= set(app.tasks)


def job_being_done(*, last_heartbeat_at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [last_heartbeat_at]
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id) "
            "VALUES ('default', 'react', 'doing', %s) RETURNING id",
            [worker],
        )
        (job,) = cursor.fetchone()
    return int(job)


def run_rescue() -> None:
    own_job = Job(id=0, queue="default", lock=None, queueing_lock=None, task_name="rescue")
    context = JobContext(app=app, job=own_job, abort_reason=lambda: None, start_timestamp=0.0)
    async_to_sync(rescue.func)(context, timestamp=0)


def status_of(job: int) -> str:
    return str(ProcrastinateJob.objects.get(id=job).status)
