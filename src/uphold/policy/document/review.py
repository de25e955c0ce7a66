"""Review: what only shows when a document is read whole: tables that do not run, time that nothing counts."""

from __future__ import annotations

from collections.abc import Sequence

from uphold.policy.decide.terms import Duration, EndOfBusinessDay, Names, Term, Unit
from uphold.policy.document.agreement import Agreement, Clause, Table
from uphold.policy.document.findings import Findings
from uphold.policy.document.hours import is_always_open
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.kind import Kind
from uphold.policy.document.kinds.registry import BY_KEY, KINDS
from uphold.policy.document.names import Vocabulary, key_of, nearest
from uphold.policy.document.rows import Stated
from uphold.policy.document.tables import tables_of

BUSINESS_HOURS = "business hours"
BUSINESS_UNITS = frozenset({Unit.BUSINESS_DAY, Unit.BUSINESS_HOUR})
CALENDAR_UNITS = frozenset({Unit.DAY, Unit.MONTH, Unit.YEAR})


def review_tables(clauses: Sequence[Clause], *, vocabulary: Vocabulary, findings: Findings) -> None:
    """Notes tables that are prose; one that looks like a mistyped kind is a warning.

    It is an error when a further column belongs to that kind: then rules would silently not run.
    """
    for table in (each for each in tables_of(clauses) if each.kind is None):
        first = plain(table.header[0].text)
        near = nearest(first, [kind.name for kind in KINDS], cutoff=0.75)
        if near is None:
            text = f"this table is prose: '{first}' is no kind of table" if first else "this table is prose"
            findings.note("table.prose", text, at=table.line)
            continue
        text = f"'{first}' is no kind of table, so these rows do not run; did you mean '{near}'?"
        is_sure = _has_column_of(table, kind=BY_KEY[key_of(near)], vocabulary=vocabulary)
        tell = findings.error if is_sure else findings.warning
        tell("table.mistyped", text, at=table.header[0])


def review_counting(
    agreement: Agreement, *, stated: Sequence[Stated], onto: Agreement | None, findings: Findings
) -> None:
    """Reports time that nothing counts, or that could be counted in two ways."""
    _review_business_time(agreement, stated=stated, onto=onto, findings=findings)
    _review_days(agreement, stated=stated, onto=onto, findings=findings)


def _review_business_time(
    agreement: Agreement, *, stated: Sequence[Stated], onto: Agreement | None, findings: Findings
) -> None:
    """A warning only: an unset Setting is *not said*, and what it governs waits for a person."""
    setting = agreement.settings.get(BUSINESS_HOURS) or (onto.settings.get(BUSINESS_HOURS) if onto else None)
    counted = next((each for each in stated if _is_business(each.term)), None)
    if counted is None or (setting is not None and isinstance(setting.cells.get("value"), Names)):
        return
    text = f"'{plain(counted.cell.text)}' counts on business hours, and no Setting names them"
    cure = "add a row 'Business hours' to a table Setting, or nobody can tell when that is"
    findings.warning("setting.missing", f"{counted.column}: {text}; {cure}", at=counted.cell)


def _review_days(
    agreement: Agreement, *, stated: Sequence[Stated], onto: Agreement | None, findings: Findings
) -> None:
    hours = {**(onto.hours if onto else {}), **agreement.hours}
    for rule in agreement.rules.get("target", ()):
        within, clock = rule.terms.get("within"), rule.terms.get("clock")
        if not isinstance(within, Duration) or not isinstance(clock, Names):
            continue
        named = hours.get(clock.names[0])
        if named is None or within.unit not in CALENDAR_UNITS:
            continue
        if not is_always_open(named, on=agreement.effective_on):
            place = next(each for each in stated if each.term is within)
            text = (
                f"'{plain(place.cell.text)}' on '{clock.names[0]}', which close, can be counted in two ways"
            )
            findings.error(
                "cell.days-on-hours", f"{place.column}: {text}; write business days", at=place.cell
            )


def _has_column_of(table: Table, *, kind: Kind, vocabulary: Vocabulary) -> bool:
    names = [plain(cell.text) for cell in table.header[1:]]
    asked = set(vocabulary.facts) if kind.is_deciding else set()
    return any(kind.column(name) is not None or key_of(name) in asked for name in names)


def _is_business(term: Term) -> bool:
    return isinstance(term, EndOfBusinessDay) or (isinstance(term, Duration) and term.unit in BUSINESS_UNITS)
