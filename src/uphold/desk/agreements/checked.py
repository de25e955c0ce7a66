"""What the checker says about a text: its findings by severity, each at its place."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.agreements.checking import amended_by
from uphold.people.models import Provider
from uphold.policy.check.checker import check
from uphold.policy.check.grouping import Report
from uphold.policy.check.grouping import report as grouped
from uphold.policy.document.problem import Problem
from uphold.policy.document.reader import read

HEADINGS = {
    "error": gettext_lazy("Errors: they forbid publishing"),
    "warning": gettext_lazy("Warnings: a reading can answer them"),
    "answered": gettext_lazy("Answered by a reading"),
    "note": gettext_lazy("Notes"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` is 0 where the finding stands in another document, which `place` names."""

    place: str
    words: str
    line: int
    href: str
    case: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity."""

    code: str
    heading: str
    findings: tuple[Finding, ...]

    @property
    def is_urgent(self) -> bool:
        """Whether it stands in the way, or asks."""
        return self.code in {"error", "warning"}


@dataclass(frozen=True, slots=True)
class Checked:
    """The report in words. `warning_count` is what no reading answers."""

    groups: tuple[Group, ...]
    summary: str
    is_publishable: bool
    warning_count: int


def checked(text: str, *, provider: Provider, path: str, page_href: str = "") -> Checked:
    """Check a text; an annex together with what it amends. With `page_href` each finding leads to its row."""
    amended = amended_by(read(text, path=path).agreement, provider=provider)
    onto = (amended.text, f"{amended.agreement.slug}.md") if amended else None
    report = report_on(text, path, onto)
    return Checked(
        groups=tuple(
            Group(
                code=str(severity),
                heading=str(HEADINGS[str(severity)]),
                findings=tuple(finding_of(each, path=path, page_href=page_href) for each in problems),
            )
            for severity, problems in report.groups
        ),
        summary=summary_of(report),
        is_publishable=report.is_publishable,
        warning_count=len(report.warnings),
    )


@lru_cache(maxsize=32)
def report_on(text: str, path: str, onto: tuple[str, str] | None) -> Report:
    """The checker's report; a text is checked once a process."""
    return grouped(check(*onto, annexes=[(text, path)]) if onto else check(text, path))


def finding_of(problem: Problem, *, path: str, page_href: str) -> Finding:
    is_here = problem.file == path
    place = f"{problem.line}:{problem.column}"
    return Finding(
        place=place if is_here else f"{problem.file}:{place}",
        words=problem.text[:1].upper() + problem.text[1:],
        line=problem.line if is_here else 0,
        href=f"{page_href}?row={problem.line}#row-{problem.line}" if page_href and is_here else "",
        case=problem.case or "",
    )


def summary_of(report: Report) -> str:
    """The counts that matter to whoever wants to publish."""
    errors, warnings = len(report.errors), len(report.warnings)
    if not errors and not warnings:
        return gettext("No errors, no open warnings.")
    parts = (
        ngettext("%d error", "%d errors", errors) % errors if errors else "",
        ngettext("%d open warning", "%d open warnings", warnings) % warnings if warnings else "",
    )
    return gettext(" and ").join(part for part in parts if part) + "."
