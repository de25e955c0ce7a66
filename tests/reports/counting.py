"""An independent count of working time and of promises kept: day by day and hour by hour, with none of our calendars.

Monday to Friday, nine to five in New York, no holidays: the hours of the shipped agreement.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
WITHIN_SECONDS = {"Medium": 8 * 3600, "Low": 48 * 3600}


def open_seconds(start: datetime, end: datetime) -> int:
    """Seconds between two instants that lie in working hours."""
    total = 0.0
    day = start.astimezone(NEW_YORK).date()
    last = end.astimezone(NEW_YORK).date()
    while day <= last:
        if day.weekday() < 5:
            opens = datetime.combine(day, time(9), tzinfo=NEW_YORK)
            closes = datetime.combine(day, time(17), tzinfo=NEW_YORK)
            total += max(0.0, (min(end, closes) - max(start, opens)).total_seconds())
        day += timedelta(days=1)
    return int(total)


def is_met(spans: Sequence[tuple[datetime, datetime]], *, priority: str) -> bool:
    """Whether each solution came before the time that is promised was used up, or at the very second.

    Work time that runs out at closing is due at closing: who solves it that evening is late, though no more was used.
    """
    used = 0
    for start, end in spans:
        if used + open_seconds(start, end - timedelta(seconds=1)) >= WITHIN_SECONDS[priority]:
            return False
        used += open_seconds(start, end)
    return True


def spans_at_work(
    opened_at: datetime, moves: Sequence[tuple[datetime, str]]
) -> list[tuple[datetime, datetime]]:
    """From the opening, and from each reopening, to the solution: `moves` are (instant, state) in order."""
    spans = []
    since: datetime | None = opened_at
    for at, state in moves:
        is_solved = state in {"Resolved", "Closed"}
        if is_solved and since is not None:
            spans.append((since, at))
            since = None
        elif not is_solved and since is None:
            since = at
    return spans
