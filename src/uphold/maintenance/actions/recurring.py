"""Work that recurs: a series by an RRULE, whose next occurrences are made ahead on the wall clock of its zone."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from dateutil.rrule import rrule, rruleset, rrulestr

from uphold.access import Actor, NotThere, Permission
from uphold.kit.transaction import atomic
from uphold.maintenance.access import lock_work
from uphold.maintenance.actions.planning import Plan, draft
from uphold.maintenance.models import PlannedWork, Series
from uphold.maintenance.refusals import RuleUnreadable, WorkStandsElsewhere
from uphold.maintenance.timeline import record
from uphold.maintenance.windows import Times
from uphold.policy.time.local import instant_at, zone_of

AHEAD = timedelta(days=92)
MOST_AHEAD = 12
LONGEST_RULE = 200
OFTENEST = frozenset({"FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY"})


@atomic
def repeat_work(*, actor: Actor, work: PlannedWork, rule: str, at: datetime) -> Series:
    """From this work on; it is the first occurrence, whose products, sites and words the next ones copy."""
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    if work.series_id is not None or work.is_over:
        raise WorkStandsElsewhere(work.get_state_display().lower())
    local = work.starts_at.astimezone(zone_of(work.zone))
    read_rule(rule, begins=local.replace(tzinfo=None))
    series = Series.objects.create(
        provider=work.provider,
        rule=rule.strip().upper(),
        zone=work.zone,
        begins_on=local.date(),
        begins=local.time(),
        lasts_minutes=Times(work.starts_at, work.ends_at).minutes,
        made_at=at,
    )
    work.series, work.occurrence_on = series, local.date()
    work.save(update_fields=["series", "occurrence_on"])
    record(work, "repeated", by=actor, at=at, series=series.pk)
    make_occurrences(series_id=series.pk, at=at)
    return series


@atomic
def end_series(*, actor: Actor, work: PlannedWork, at: datetime) -> PlannedWork:
    """No further occurrences are made; those that stand are called off one by one."""
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    if work.series_id is None:
        raise NotThere("series")
    Series.objects.filter(pk=work.series_id, ended_at=None).update(ended_at=at)
    record(work, "series_ended", by=actor, at=at, series=work.series_id)
    return work


@atomic
def make_occurrences(*, series_id: int, at: datetime) -> int:
    """Drafts for the time ahead, each known by its local day: run twice, none is made twice."""
    series = Series.objects.select_for_update(of=("self",), no_key=True).get(pk=series_id)
    if series.ended_at is not None:
        return 0
    last = series.works.select_related("provider").order_by("-occurrence_on").first()
    if last is None:
        return 0
    known = set(series.works.values_list("occurrence_on", flat=True))
    made = 0
    for begins in occurrences(series, at=at):
        if begins.date() in known:
            continue
        work = draft(
            plan_of(series, last, begins),
            provider=last.provider,
            planner_id=last.planned_by_id,
            at=at,
            series=series,
        )
        record(work, "planned", by=Actor.system(), at=at, series=series.pk)
        made += 1
    return made


def occurrences(series: Series, *, at: datetime) -> Iterator[datetime]:
    """The next ones, as the wall clock of the zone reads them."""
    begins = datetime.combine(series.begins_on, series.begins)
    now = at.astimezone(zone_of(series.zone)).replace(tzinfo=None)
    found = read_rule(series.rule, begins=begins).between(now, now + AHEAD, inc=True)
    yield from found[:MOST_AHEAD]


def plan_of(series: Series, last: PlannedWork, begins: datetime) -> Plan:
    """As the occurrence before; as long in minutes that pass, whatever the clock does meanwhile."""
    starts_at = instant_at(begins.date(), begins.time(), zone=series.zone)
    return Plan(
        change=last.change,
        title=last.title,
        words=last.words,
        zone=series.zone,
        times=Times(starts_at, starts_at + timedelta(minutes=series.lasts_minutes)),
        products=list(last.products.all()),
        sites=list(last.sites.all()),
    )


def read_rule(rule: str, *, begins: datetime) -> rrule | rruleset:
    """Raises RuleUnreadable; a rule says how often, not since when."""
    said = rule.strip().upper()
    parts = set(said.split(";"))
    if not said.startswith("FREQ=") or "\n" in said or len(said) > LONGEST_RULE or parts & OFTENEST:
        raise RuleUnreadable(rule)
    try:
        return rrulestr(said, dtstart=begins)
    except (ValueError, TypeError):
        raise RuleUnreadable(rule) from None
