"""Examining a text before it becomes law: read it, onto what it amends, and check it whole."""

from uphold.agreements.access import PUBLISHED
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.people.models import Provider
from uphold.policy.check.checker import checked
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.document.binding import bind
from uphold.policy.document.problem import Problem, Severity
from uphold.policy.document.reader import ReadDocument, read


def examined(text: str, *, provider: Provider, path: str) -> ReadDocument:
    """An annex is read onto the published agreement that it amends."""
    alone = read(text, path=path)
    amends = alone.agreement.amends if alone.agreement else None
    amended = latest_published(provider, amends) if amends else None
    return read(text, path=path, onto=amended) if amended else alone


def errors_of(reading: ReadDocument, *, provider: Provider) -> tuple[Problem, ...]:
    """All that forbids publishing: what does not read, else what the checker finds, failing examples included.

    An annex is checked bound to what it amends.
    """
    agreement = reading.agreement
    if agreement is None or reading.errors:
        return reading.errors
    amended = latest_published(provider, agreement.amends) if agreement.amends else None
    bound = bind(amended, [agreement]) if amended else agreement
    return tuple(problem for problem in checked(bound) if problem.severity is Severity.ERROR)


def latest_published(provider: Provider, slug: str) -> Compiled | None:
    versions = Version.objects.filter(
        agreement__provider=provider, agreement__slug=slug, status__in=PUBLISHED
    )
    latest = versions.order_by("-effective_on", "-published_at").first()
    return compiled(latest) if latest else None
