"""Cases: a situation of the analysis as a scenario that `uphold agreement ask` accepts, so that anyone can try it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from uphold.policy.check.dimensions import concerns
from uphold.policy.check.moments import ENOUGH_SECONDS, Moment, moment_after
from uphold.policy.check.space import LABEL
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.facts import Facts
from uphold.policy.document.agreement import Agreement
from uphold.policy.time.instants import epoch_of, instant_of
from uphold.policy.time.local import instant_at, local_date, zone_of

Scenario = dict[str, object]
USUAL_TIME = time(10)
HOURS, CONTACT, EVIDENCE, OVERDUE = "hours", "contact made in", "evidence", "days past due"
FOLLOWING = frozenset({"service", "affects service"})


def case_of(agreement: Agreement, facts: Facts, *, kind: str, found: tuple[Moment, ...]) -> str:
    """The JSON of a scenario in which exactly these facts hold when the kind of table is asked."""
    there = of_one_customer(found, facts)
    opened_at, asked_at = instants_of(agreement, facts, found=there)
    scenario: Scenario = {"opened": written(agreement, opened_at), "facts": stated(agreement, facts)}
    if there and there[0].zone is not None:
        scenario["zone"] = there[0].zone
    if kind == "charge":
        ends_at = asked_at + timedelta(seconds=work_seconds(asked_at, there))
        scenario["work"] = [{"from": written(agreement, asked_at), "to": written(agreement, ends_at)}]
    elif asked_at != opened_at:
        wanted = {"for": "work", "wanted": written(agreement, asked_at)}
        scenario["events"] = [
            {"at": written(agreement, opened_at), "event": "asked", "by": "customer"} | wanted
        ]
    overdue = facts.value(OVERDUE)
    if isinstance(overdue, Decimal):
        scenario["account"] = {"invoices": [invoice(agreement, asked_at, days=int(overdue))]}
    return json.dumps(scenario, ensure_ascii=False)


def of_one_customer(found: tuple[Moment, ...], facts: Facts) -> tuple[Moment, ...]:
    """The moments of the first zone in which the Hours of all facts occur; those of one zone at any rate."""
    wanted = {value for value in (facts.value(HOURS), facts.value(CONTACT)) if isinstance(value, frozenset)}
    by_zone: dict[str | None, list[Moment]] = {}
    for moment in found:
        by_zone.setdefault(moment.zone, []).append(moment)
    fitting = (each for each in by_zone.values() if wanted <= {moment.names for moment in each})
    return tuple(next(fitting, next(iter(by_zone.values()), [])))


def instants_of(
    agreement: Agreement, facts: Facts, *, found: tuple[Moment, ...]
) -> tuple[datetime, datetime]:
    """When the customer comes, and when the question is asked, each in the Hours that the facts name."""
    first_at = instant_at(agreement.effective_on, USUAL_TIME, zone=agreement.timezone)
    hours, contact = facts.value(HOURS), facts.value(CONTACT)
    opened_at = instant_in(contact if contact is not None else hours, at=first_at, found=found)
    if contact is None or hours is None or contact == hours:
        return opened_at, opened_at
    return opened_at, instant_in(hours, at=opened_at, found=found)


def instant_in(names: FactValue | None, *, at: datetime, found: tuple[Moment, ...]) -> datetime:
    """The instant itself, or the beginning of the next stretch in which exactly these Hours are open."""
    if not isinstance(names, frozenset):
        return at
    moment = moment_after(found, at=epoch_of(at), names=names)
    return at if moment is None else instant_of(moment.starts)


def work_seconds(starts_at: datetime, found: tuple[Moment, ...]) -> int:
    """Half an hour of work, or less where the Hours change before."""
    at = epoch_of(starts_at)
    ends = next((moment.ends for moment in found if moment.starts <= at < moment.ends), at + ENOUGH_SECONDS)
    return min(ENOUGH_SECONDS, ends - at)


def stated(agreement: Agreement, facts: Facts) -> Mapping[str, object]:
    """The facts that a scenario states; those that follow from the request or the instants are left out."""
    is_followed = "request" in facts.known
    result: dict[str, object] = {}
    for name, value in facts.known.items():
        if name in {LABEL, HOURS, CONTACT, OVERDUE} or (is_followed and name in FOLLOWING):
            continue
        if name == EVIDENCE:
            result |= evidence_brought(agreement, facts)
        else:
            result[name] = plain(value)
    return result


def evidence_brought(agreement: Agreement, facts: Facts) -> Mapping[str, object]:
    """The evidence that makes it complete, or none; nothing where the agreement asks for none."""
    demands = [entry for entry in agreement.entries.get(EVIDENCE, ()) if concerns(entry, facts.known)]
    if not demands:
        return {}
    is_complete = facts.value(EVIDENCE) == frozenset({"complete"})
    return {EVIDENCE: [entry.name for entry in demands] if is_complete else []}


def plain(value: FactValue) -> object:
    """A value in JSON: a name, a list of names, or a number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    names = sorted(value)
    return names[0] if len(names) == 1 else names


def invoice(agreement: Agreement, asked_at: datetime, *, days: int) -> Mapping[str, object]:
    """An open bill that was due so many days before."""
    due_on = local_date(asked_at, zone=agreement.timezone) - timedelta(days=days)
    return {"number": "1", "due": due_on.isoformat(), "amount": "100.00", "disputed": False}


def written(agreement: Agreement, at: datetime) -> str:
    """An instant in RFC 3339, as the clock of the agreement's zone reads it."""
    return at.astimezone(UTC).astimezone(zone_of(agreement.timezone)).isoformat()
