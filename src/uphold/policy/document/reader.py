"""Reading: the text of a document in, the agreement and every problem of its form out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from uphold.policy.document.agreement import Agreement, Clause, Table
from uphold.policy.document.citing import Origin
from uphold.policy.document.findings import Findings
from uphold.policy.document.free_days import read_holidays
from uphold.policy.document.front import Amended, Front, read_front
from uphold.policy.document.names import Vocabulary, key_of
from uphold.policy.document.opening import read_hours
from uphold.policy.document.problem import Problem, Severity
from uphold.policy.document.review import review_counting, review_tables
from uphold.policy.document.rows import Collected, RowReader
from uphold.policy.document.source import read_clauses
from uphold.policy.document.vocabulary import gather


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read. `agreement` is None where the front matter does not say enough to have one.

    An agreement that comes with errors is fit for looking at and for finding more problems, never for deciding.
    """

    agreement: Agreement | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid publishing."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def read(text: str, *, path: str, onto: Agreement | None = None) -> ReadDocument:
    """Reads a document; `path` is only named in problems. It never raises: all problems come back at once.

    An annex is read `onto` the agreement that it amends, whose names it may use, and then bound to it (`bind`).

    >>> read("# Nothing", path="support.md").errors[0].code
    'front.missing'
    """
    lines = normalised(text).split("\n")
    findings = Findings(path)
    amended = Amended(onto.slug, onto.provider, onto.timezone, onto.currency) if onto is not None else None
    front = read_front(lines, amended=amended, findings=findings)
    title = front.values.get("title", "")
    clauses = read_clauses(lines, title=title, skipped=front.length, findings=findings)
    vocabulary = gather(clauses, currency=front.currency, zone=front.timezone, onto=onto, findings=findings)
    review_tables(clauses, vocabulary=vocabulary, findings=findings)
    collected = _read_rows(front, clauses, vocabulary=vocabulary, findings=findings)
    agreement = _agreement(
        front,
        clauses,
        vocabulary=vocabulary,
        collected=collected,
        sha256=hash_of(text),
        findings=findings,
    )
    if agreement.amends is not None and onto is None:
        text = f"this annex amends '{agreement.amends}'; read with it, it may use all names declared there"
        findings.note("annex.alone", text, at=1)
    review_counting(agreement, stated=collected.stated, onto=onto, findings=findings)
    return ReadDocument(agreement if front.is_complete else None, findings.in_order())


def normalised(text: str) -> str:
    r"""The text with Unix line ends and without a byte order mark: what is hashed, and what lines are counted in.

    >>> normalised("a\r\nb")
    'a\nb'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def hash_of(text: str) -> str:
    """The SHA-256 of a document in hexadecimal: the same on every system, whatever its line ends."""
    return hashlib.sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest()


def _read_rows(
    front: Front, clauses: tuple[Clause, ...], *, vocabulary: Vocabulary, findings: Findings
) -> Collected:
    origin = Origin(front.values.get("agreement", ""), front.values.get("version", ""))
    rows = RowReader(origin, vocabulary, findings)
    for clause in clauses:
        for part in clause.parts:
            if isinstance(part, Table) and part.kind is not None:
                rows.read_table(part, clause=clause)
    return rows.collected


def _agreement(
    front: Front,
    clauses: tuple[Clause, ...],
    *,
    vocabulary: Vocabulary,
    collected: Collected,
    sha256: str,
    findings: Findings,
) -> Agreement:
    values = front.values
    holidays = read_holidays(clauses, findings=findings)
    return Agreement(
        slug=values.get("agreement", ""),
        title=values.get("title", ""),
        version=values.get("version", ""),
        effective_on=front.effective_on,
        provider=values.get("provider", ""),
        timezone=front.timezone,
        currency=front.currency,
        language=values.get("language") or "en",
        sha256=sha256,
        path=findings.path,
        supersedes=values.get("supersedes") or None,
        amends=values.get("amends") or None,
        clauses=clauses,
        entries={kind: tuple(entries) for kind, entries in collected.entries.items()},
        rules={kind: tuple(rules) for kind, rules in collected.rules.items()},
        facts=vocabulary.facts,
        hours=read_hours(
            clauses,
            vocabulary=vocabulary,
            holidays=holidays,
            effective_on=front.effective_on,
            findings=findings,
        ),
        holidays=holidays,
        settings={key_of(entry.name): entry for entry in collected.entries.get("setting", ())},
        examples=tuple(collected.examples),
    )
