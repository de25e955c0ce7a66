"""Metering: work becomes what the agreement says, once and for good, as soon as nothing unknown can change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from uphold.policy.charges.rating import rounded_amount
from uphold.policy.credits.ledger import Ledger
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import is_yes
from uphold.policy.scenario.holding import most_held
from uphold.policy.scenario.matter import Matter, matter_of
from uphold.policy.scenario.metered import Metered, MeteredPart, SettledWork
from uphold.policy.scenario.missed import refunds_for_misses
from uphold.policy.scenario.rated import is_waived
from uphold.policy.scenario.returns import Return, Returns, bring_back, level, returns_due
from uphold.policy.scenario.segments import Segment, findings_of, key_of_work, segments_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.telling import tell
from uphold.policy.scenario.till import (
    Till,
    count_paid,
    draw,
    even_out,
    take_back,
    take_what_went_back,
    till_of,
)
from uphold.policy.scenario.totals import charges_of, credits_of, lines_of, price_words
from uphold.policy.time.instants import SECOND, Span


def meter(agreement: Agreement, case: Case, *, ledger: Ledger) -> Metered:
    r"""What the work of a case comes to, and what has to be recorded to make it so.

    `case.work` is all work that stands (work taken back is left out), each with its `key`; settled work with the
    findings it was settled by among its facts, and with what of it was `paid`. `case.account.credits` is not read.

    `ledger` is what the ticket sees of the account: the lots it may draw from, what is left of each together with what
    this ticket holds, and the draws, reversals and refunds of this ticket (no holds), each under the key it was given
    here. `policy.credits.ledger.ledger_seen` makes it from lots and entries.

    An interval is settled when no fact that is unknown can change the row of any of its parts, no price is missing,
    and it has ended: from then on later findings change nothing of it. Credits are drawn by the date of the work, from
    the lots that are open then, what ends first before the rest; at zero the rest of the interval is free, unless the
    Setting "Balance below zero" says yes. What comes back goes to the lots it came from, also to one that has ended
    meanwhile: what ends a lot ends those credits as well. Work without a consent that its row needs costs nothing.

    Metering again, with what came out applied, brings nothing new: no entry, no settled work, the same totals.
    Raises ValueError for a ledger whose entries do not balance.

    >>> from datetime import UTC
    >>> from uphold.policy.credits.ledger import ledger_seen
    >>> from uphold.policy.credits.lots import Lot
    >>> from uphold.policy.document import read
    >>> from uphold.policy.scenario.reading import read_case
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> row = "| Charge | Rate |\n|---|---|\n| Metered | 1 credit per minute |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Support\n\n{row}\n", path="small.md").agreement
    >>> work = {"from": "2026-06-09T10:00:00Z", "to": "2026-06-09T10:25:00Z"}
    >>> case = read_case({"opened": "2026-06-09T09:00:00Z", "work": [work]}, small)
    >>> lot = Lot(name="7", credits=10, opened_at=datetime(2026, 1, 1, tzinfo=UTC))
    >>> found = meter(small, case, ledger=ledger_seen([lot]))
    >>> found.charges[0].credits, found.charges[0].actual_seconds, found.paused_after_seconds
    (10, 1500, 600)
    >>> [(posting.account, posting.credits) for posting in found.entries[0].entry.postings]
    [('7', -10), ('work', 10)]
    """
    return metered(tell(matter_of(agreement, case=case)), ledger=ledger)


def metered(story: Story, *, ledger: Ledger) -> Metered:
    """The same for a story that is told."""
    matter = story.matter
    segments = dict(enumerate(segments_of(story, lot_edges=edges_of_lots(ledger))))
    counted = {place: segment for place, segment in segments.items() if segment.is_counted}
    till = till_of(ledger, may_owe=is_yes(matter.setting("balance below zero")))
    returns = Returns(story=story, pieces=tuple(segment.piece for segment in counted.values()))
    run(till, counted, returns=returns, working=working_keys(matter))
    drawn = credits_of(counted, till=till)
    waiting = [segment for segment in segments.values() if not segment.is_counted]
    held = most_held(story, waiting, till=till)
    return Metered(
        currency=matter.agreement.currency,
        parts=tuple(
            part_of(segment, till=till, place=place, drawn=drawn) for place, segment in segments.items()
        ),
        charges=charges_of(matter, lines_of(counted, till=till), till=till),
        settled=tuple(settled_work(story, counted, till=till)),
        entries=tuple(till.entries),
        refunds=(*returns.told, *refunds_for_misses(story)),
        hold=sum(posting.credits for posting in held),
        held=held,
        open_facts=tuple(dict.fromkeys(name for segment in waiting for name in segment.open_on)),
        paused_after_seconds=paused_after_seconds(counted, till=till),
    )


def working_keys(matter: Matter) -> frozenset[str]:
    """The intervals whose credits stay taken: all that stand, none where the charge was let go."""
    if is_waived(matter):
        return frozenset()
    return frozenset(key_of_work(work, place=place) for place, work in enumerate(matter.case.work))


def run(till: Till, counted: Mapping[int, Segment], *, returns: Returns, working: frozenset[str]) -> None:
    """What was taken back, then draws and returns in the order of time; what comes back first at one instant."""
    settled = {
        place: segment for place, segment in counted.items() if segment.is_metered and not segment.is_new
    }
    take_back(till, working=working)
    for place, segment in settled.items():
        count_paid(till, segment, place=place)
    take_what_went_back(till, tuple(settled.values()))
    steps: list[tuple[datetime, int, Return | int]] = [
        *((due.at, 0, due) for due in returns_due(returns.story, till=till)),
        *(
            (segment.piece.span.starts_at, 1, place)
            for place, segment in counted.items()
            if segment.is_metered and segment.is_new
        ),
    ]
    for _, _, step in sorted(steps, key=lambda each: each[:2]):
        if isinstance(step, Return):
            bring_back(returns, step, till=till)
        else:
            draw(till, counted[step], place=step)
    even_out(till)
    level(till)


def edges_of_lots(ledger: Ledger) -> frozenset[datetime]:
    """The instants at which lots begin and end."""
    ends = (lot.expires_at for lot in ledger.lots if lot.expires_at is not None)
    return frozenset((*(lot.opened_at for lot in ledger.lots), *ends))


def settled_work(story: Story, counted: Mapping[int, Segment], *, till: Till) -> Iterator[SettledWork]:
    """The intervals that are settled now."""
    for work in dict.fromkeys(segment.rated.entry for segment in counted.values() if segment.is_new):
        places = [place for place, segment in counted.items() if segment.rated.entry == work]
        yield SettledWork(
            work=work,
            facts=findings_of(story, [counted[place] for place in places]),
            paid_until=paid_until([(counted[place], till.paid_seconds.get(place)) for place in places]),
            paid=paid_stretches([(counted[place], till.paid_seconds.get(place)) for place in places]),
        )


def paid_stretches(paid: Sequence[tuple[Segment, int | None]]) -> tuple[Span, ...] | None:
    """What credits paid for of one interval, in stretches that do not touch; None for all of it."""
    metered = [(segment.piece.span, seconds) for segment, seconds in paid if seconds is not None]
    if all(seconds == span.seconds for span, seconds in metered):
        return None
    stretches: list[Span] = []
    for span, seconds in metered:
        stretch = Span(span.starts_at, span.starts_at + seconds * SECOND)
        if stretches and stretches[-1].ends_at == stretch.starts_at:
            stretches[-1] = Span(stretches[-1].starts_at, stretch.ends_at)
        elif seconds:
            stretches.append(stretch)
    return tuple(stretches)


def paid_until(paid: Sequence[tuple[Segment, int | None]]) -> datetime | None:
    """How far the credits for one interval would have lasted from its beginning on; None for all of it."""
    metered = [(segment.piece.span, seconds) for segment, seconds in paid if seconds is not None]
    left = sum(seconds for _, seconds in metered)
    for span, _ in metered:
        if left < span.seconds:
            return span.starts_at + left * SECOND
        left -= span.seconds
    return None


def paused_after_seconds(counted: Mapping[int, Segment], *, till: Till) -> int | None:
    """The metered seconds that were paid for when credits ended for the first time."""
    metered = 0
    for place in sorted(till.paid_seconds, key=lambda place: counted[place].piece.span.starts_at):
        metered += till.paid_seconds[place]
        if till.paid_seconds[place] < counted[place].piece.span.seconds:
            return metered
    return None


def part_of(segment: Segment, *, till: Till, place: int, drawn: Mapping[int, int]) -> MeteredPart:
    """One segment as it is told."""
    rule, is_open = segment.piece.rule, not segment.is_counted
    return MeteredPart(
        work=segment.rated.entry,
        span=segment.piece.span,
        problem=segment.work.problem,
        said="said" if segment.rated.decision.is_open else segment.rated.decision.said,
        because=segment.rated.decision.because,
        citation=rule.citation if rule is not None else None,
        tariff=segment.tariff,
        unit=segment.unit,
        price=price_words(segment),
        consent=segment.rated.consent,
        is_open=is_open,
        open_on=segment.open_on,
        amount=None if is_open else rounded_amount(segment.piece),
        credits=drawn.get(place),
        paid_seconds=None if is_open else till.paid_seconds.get(place, segment.piece.span.seconds),
    )
