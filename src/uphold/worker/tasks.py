"""The tasks that the queue knows: one that answers the journal, the timetable's, and one that rescues jobs.

Procrastinate finds this module by its name in the settings. Delivery is at least once, never at most once.
"""

import structlog
from procrastinate import App, JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from uphold.journal.queries import entry
from uphold.journal.write import REACTION_TASK
from uphold.kit import now
from uphold.worker.reactions import REACTIONS
from uphold.worker.timetable import TIMETABLE, Recurring

log = structlog.get_logger("uphold.worker")


@app.task(name=REACTION_TASK, retry=RetryStrategy(max_attempts=9, exponential_wait=3))
def react(entry_id: int) -> None:
    """Answers one entry of the journal. A failure is tried again, later each time, for some hours.

    A reaction that fails holds up no other to the same entry; on the next try all of them run again.
    """
    failures: list[Exception] = []
    for reaction in REACTIONS[entry(entry_id).kind]:
        try:
            reaction(entry_id, at=now())
        except Exception as failure:  # noqa: BLE001 - raised again when every other reaction has run
            failures.append(failure)
    if failures:
        raise ExceptionGroup(f"reactions to entry {entry_id}", failures)


@app.periodic(cron="* * * * *")
@app.task(name="rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue states the minute
    """Queues again what a dead worker held. Each job in its own try: another rescuer may be quicker."""
    for job in await app.job_manager.get_stalled_jobs():
        if job.id == context.job.id:
            continue
        try:
            await app.job_manager.retry_job(job)
        except ConnectorException as error:
            log.info("not rescued", job=job.id, task=job.task_name, because=str(error))
        else:
            log.warning("rescued", job=job.id, task=job.task_name)


def register(recurring: Recurring, *, onto: App) -> None:
    """Makes a periodic task of one line of the timetable."""

    def run(timestamp: int) -> None:  # noqa: ARG001 - a late run looks at the present, not at its minute
        recurring.run(now())

    task = onto.task(name=recurring.name, queueing_lock=recurring.name)(run)
    onto.periodic(cron=recurring.cron)(task)


for line in TIMETABLE:
    register(line, onto=app)
