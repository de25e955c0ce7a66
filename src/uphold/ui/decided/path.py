"""The path of escalation as both faces show it: what the agreement names, what was taken, what a request would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy

from uphold.journal.models import Entry
from uphold.oncall.actions.paging import NO_ADDRESS, NOBODY, SKIPPED, UNANSWERED
from uphold.oncall.foreseeing import refusal_of
from uphold.oncall.models import Attempt, Escalation
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import EscalationAnswer, TargetAnswer
from uphold.policy.scenario.path import Step, path_of
from uphold.tickets.models import Ticket
from uphold.ui.components.clause import Clause
from uphold.ui.components.path import Path, PathStep, StepState, Told
from uphold.ui.decided.clause import Href, clause_of, clause_of_ruling
from uphold.ui.decided.record import citations_of
from uphold.ui.decided.target import NAMES
from uphold.ui.reader import Reader

BEST_EFFORT = "best effort"
OF_SILENCE = frozenset({SKIPPED, UNANSWERED})
BECAUSE = MappingProxyType(
    {NOBODY: gettext_lazy("nobody is on duty"), NO_ADDRESS: gettext_lazy("no address is named for mail")}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """What stands behind the panel. `told` is what came of each step, by number; 0 is what came before the path."""

    ticket: Ticket
    agreement: Agreement
    ahead: EscalationAnswer
    taken: Sequence[Escalation]
    targets: Sequence[TargetAnswer]
    told: Mapping[int, Sequence[Told]] = field(default_factory=dict)


def path_shown(escalated: Escalated, *, reader: Reader, zone: ZoneInfo, href: Href) -> Path | None:
    """None where the agreement says nothing about escalation."""
    agreement, ahead = escalated.agreement, escalated.ahead
    if not agreement.rules.get("escalation") and not agreement.entries.get("contact"):
        return None
    refusal = None if escalated.ticket.is_over else refusal_of(ahead, number=escalated.ticket.number)
    is_open = refusal is None and escalated.ticket.status not in escalated.ticket.AT_REST
    return Path(
        steps=tuple(
            step_shown(step, escalated, is_open=is_open, reader=reader, zone=zone, href=href)
            for step in path_of(agreement)
        ),
        next_step=(ahead.step or 0) if is_open else 0,
        next_name=(ahead.contact or "") if is_open else "",
        next_clause=clause_of_ruling(ahead.ruling, href=href) if is_open else None,
        words=refusal.sentence if refusal else "",
        clause=clause_of_ruling(ahead.ruling, href=href) if refusal else None,
        missed=missed_in(escalated.targets) if is_open else (),
        before=tuple(escalated.told.get(0, ())),
    )


def step_shown(
    step: Step, escalated: Escalated, *, is_open: bool, reader: Reader, zone: ZoneInfo, href: Href
) -> PathStep:
    row = next((each for each in reversed(escalated.taken) if each.step == step.number), None)
    is_next = is_open and escalated.ahead.step == step.number
    clause: Clause | None = None
    if row is not None:
        clause = clause_taken(row, agreement=escalated.agreement, href=href)
    elif is_next:
        clause = clause_of_ruling(escalated.ahead.ruling, href=href)
    return PathStep(
        number=step.number,
        name=step.name,
        ways=tuple(way for way in (step.role, step.telephone, step.address) if way),
        state=StepState.TAKEN if row else StepState.NEXT if is_next else StepState.AHEAD,
        at=reader.when(row.at, zone) if row else None,
        clause=clause,
        reason=row.reason if row else "",
        by=asked_by(row) if row else "",
        told=tuple(escalated.told.get(step.number, ())),
    )


def clause_taken(row: Escalation, *, agreement: Agreement, href: Href) -> Clause | None:
    cited = citations_of(agreement).get((row.document, row.line)) if row.line is not None else None
    return clause_of(cited, href=href) if cited else None


def asked_by(row: Escalation) -> str:
    person = row.asked_by_contact or row.asked_by_staff
    return person.name if person else ""


def missed_in(targets: Sequence[TargetAnswer]) -> tuple[str, ...]:
    """The firm promises that were broken and are not made good yet: reason enough to ask."""
    missed = [
        str(NAMES.get(target.metric, target.metric))
        for target in targets
        if target.breached_at is not None and target.met_at is None and target.commitment != BEST_EFFORT
    ]
    return tuple(dict.fromkeys(missed))


def told_by_step(
    entries: Sequence[Entry], calls: Sequence[Attempt], *, reader: Reader, zone: ZoneInfo
) -> dict[int, list[Told]]:
    """What came of each step, in the order of time: who was called, who took it, where nobody was."""
    found: list[tuple[datetime, int, Told]] = []
    for call in calls:
        said = gettext("%(name)s was called") if call.number == 1 else gettext("%(name)s was called again")
        name = call.staff.name if call.staff else call.address
        found.append((call.at, call.page.step, Told(said % {"name": name}, reader.when(call.at, zone))))
    for page in {call.page_id: call.page for call in calls}.values():
        if page.taken_at is not None:
            taker = page.taken_by.name if page.taken_by else page.contact
            words = gettext("%(name)s has taken it") % {"name": taker}
            found.append(
                (page.taken_at, page.step, Told(words, reader.when(page.taken_at, zone), look="met"))
            )
    for entry in entries:
        if entry.kind in OF_SILENCE:
            told = Told(silence_words(entry), reader.when(entry.at, zone), look="missed")
            found.append((entry.at, entry.detail["step"], told))
    by_step: dict[int, list[Told]] = {}
    for _, step, told in sorted(found, key=lambda each: each[0]):
        by_step.setdefault(step, []).append(told)
    return by_step


def silence_words(entry: Entry) -> str:
    if entry.kind == SKIPPED:
        return gettext("Passed over: %(because)s") % {"because": BECAUSE[entry.detail["because"]]}
    return gettext("Nobody answered; the next step is called")
