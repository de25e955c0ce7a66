"""Reading: the text of a document in, the agreement and every problem of its form out."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from uphold.policy.decide.terms import Duration, EndOfBusinessDay, Names, Unit
from uphold.policy.document.agreement import Agreement, Clause, Table
from uphold.policy.document.findings import Findings
from uphold.policy.document.front import Front, read_front
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.kind import Kind
from uphold.policy.document.kinds.registry import BY_KEY, KINDS
from uphold.policy.document.names import Vocabulary, key_of, nearest
from uphold.policy.document.opening import is_always_open, read_hours
from uphold.policy.document.problem import Problem, Severity
from uphold.policy.document.rows import BUSINESS, Collected, RowReader
from uphold.policy.document.source import read_clauses
from uphold.policy.document.vocabulary import gather

BUSINESS_HOURS = "business hours"
CALENDAR_UNITS = frozenset({Unit.DAY, Unit.MONTH, Unit.YEAR})


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read. `agreement` is None where the front matter does not say whose it is."""

    agreement: Agreement | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid publishing."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def read(text: str, *, path: str, onto: Agreement | None = None) -> ReadDocument:
    """Reads a document; `path` is only named in problems. It never raises, it tells all problems at once.

    An annex is read `onto` the agreement that it amends, whose names it may use.

    >>> read("# Nothing", path="support.md").errors[0].code
    'front.missing'
    """
    lines = normalised(text).split("\n")
    findings = Findings(path)
    front = read_front(lines, findings=findings)
    values = front.values
    clauses = read_clauses(lines, title=values.get("title", ""), skipped=front.length, findings=findings)
    vocabulary = gather(clauses, currency=front.currency, zone=front.timezone, onto=onto, findings=findings)
    _report_prose_tables(clauses, vocabulary=vocabulary, findings=findings)
    rows = RowReader(values.get("agreement", ""), values.get("version", ""), vocabulary, findings)
    for clause in clauses:
        for part in clause.parts:
            if isinstance(part, Table) and part.kind is not None:
                rows.read_table(part, clause=clause)
    agreement = _agreement(
        text, front=front, clauses=clauses, vocabulary=vocabulary, collected=rows.collected, findings=findings
    )
    _report_uncounted(agreement, collected=rows.collected, onto=onto, findings=findings)
    return ReadDocument(agreement if front.is_complete else None, findings.in_order())


def normalised(text: str) -> str:
    r"""The text with Unix line ends and without a byte order mark: what is hashed and what lines are counted in.

    >>> normalised("a\r\nb")
    'a\nb'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _agreement(
    text: str,
    *,
    front: Front,
    clauses: tuple[Clause, ...],
    vocabulary: Vocabulary,
    collected: Collected,
    findings: Findings,
) -> Agreement:
    values = front.values
    return Agreement(
        slug=values.get("agreement", ""),
        title=values.get("title", ""),
        version=values.get("version", ""),
        effective_on=front.effective_on,
        provider=values.get("provider", ""),
        timezone=front.timezone,
        currency=front.currency,
        language=values.get("language") or "en",
        sha256=sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest(),
        path=findings.path,
        supersedes=values.get("supersedes") or None,
        amends=values.get("amends") or None,
        clauses=clauses,
        entries={kind: tuple(entries) for kind, entries in collected.entries.items()},
        rules={kind: tuple(rules) for kind, rules in collected.rules.items()},
        facts=vocabulary.facts,
        hours=read_hours(clauses, vocabulary=vocabulary, effective_on=front.effective_on, findings=findings),
        settings={key_of(entry.name): entry for entry in collected.entries.get("setting", ())},
        examples=tuple(collected.examples),
    )


def _report_prose_tables(clauses: tuple[Clause, ...], *, vocabulary: Vocabulary, findings: Findings) -> None:
    tables = (part for clause in clauses for part in clause.parts if isinstance(part, Table))
    for table in (each for each in tables if each.kind is None):
        first = plain(table.header[0].text)
        near = nearest(first, [kind.name for kind in KINDS], cutoff=0.75)
        if near is None:
            text = f"this table is prose: '{first}' is no kind of table" if first else "this table is prose"
            findings.note("table.prose", text, at=table.line)
            continue
        text = f"'{first}' is no kind of table, so this one does not run; did you mean '{near}'?"
        if _has_column_of(table, BY_KEY[key_of(near)], vocabulary):
            findings.error("table.mistyped", text, at=table.header[0])
        else:
            findings.warning("table.mistyped", text, at=table.header[0])


def _has_column_of(table: Table, kind: Kind, vocabulary: Vocabulary) -> bool:
    asked: frozenset[str] | set[str] = set(vocabulary.facts) if kind.is_deciding else frozenset()
    names = (plain(cell.text) for cell in table.header[1:])
    return any(kind.column(name) is not None or key_of(name) in asked for name in names)


def _report_uncounted(
    agreement: Agreement, *, collected: Collected, onto: Agreement | None, findings: Findings
) -> None:
    """Durations that nothing counts: business time without business hours, days on hours that close."""
    settings = {**(onto.settings if onto else {}), **agreement.settings}
    setting = settings.get(BUSINESS_HOURS)
    if setting is None or not isinstance(setting.cells.get("value"), Names):
        for cell, term in collected.durations:
            if isinstance(term, EndOfBusinessDay) or (isinstance(term, Duration) and term.unit in BUSINESS):
                text = f"'{plain(cell.text)}' counts on business hours, and no Setting says which they are"
                findings.error(
                    "setting.missing", f"{text}; add a row 'Business hours' to a Setting table", at=cell
                )
    hours = {**(onto.hours if onto else {}), **agreement.hours}
    for rule in agreement.rules.get("target", ()):
        within, clock = rule.terms.get("within"), rule.terms.get("clock")
        if (
            not isinstance(within, Duration)
            or not isinstance(clock, Names)
            or within.unit not in CALENDAR_UNITS
        ):
            continue
        counted_on = hours.get(clock.names[0])
        if counted_on is not None and not is_always_open(counted_on, on=agreement.effective_on):
            count = f"{within.count.normalize():f} business days"
            text = f"days on '{clock.names[0]}', which close, can be read in two ways; write '{count}'"
            findings.error("cell.days-on-hours", f"{rule.label.capitalize()}: {text}", at=rule.citation.line)
