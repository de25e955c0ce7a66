"""Examining a text before it becomes law: read it, onto what it amends, and check it whole."""

from dataclasses import dataclass

from uphold.agreements.access import PUBLISHED
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.people.models import Provider
from uphold.policy.check.checker import check
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.document.problem import Problem, Severity
from uphold.policy.document.reader import read


@dataclass(frozen=True, slots=True)
class Examined:
    """`agreement` is None where the front matter does not say whose it is."""

    agreement: Compiled | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)


def examined(text: str, *, provider: Provider, path: str) -> Examined:
    """An annex is read onto the published agreement that it amends, and checked together with it."""
    alone = read(text, path=path).agreement
    amended = amended_by(alone, provider=provider)
    if amended is None:
        return Examined(alone, check(text, path))
    amended_path = f"{amended.agreement.slug}.md"
    onto = read(amended.text, path=amended_path).agreement
    problems = check(amended.text, amended_path, annexes=[(text, path)])
    return Examined(read(text, path=path, onto=onto).agreement, problems)


def amended_by(annex: Compiled | None, *, provider: Provider) -> Version | None:
    """The version that an annex is read onto; None for an agreement that stands alone."""
    return latest_published(provider, annex.amends) if annex and annex.amends else None


def as_bound(version: Version) -> Compiled:
    """The agreement as a contract would bind it: an annex together with what it amends."""
    alone = compiled(version)
    amended = amended_by(alone, provider=version.agreement.provider)
    return compiled(amended, (version,)) if amended else alone


def latest_published(provider: Provider, slug: str) -> Version | None:
    versions = Version.objects.filter(
        agreement__provider=provider, agreement__slug=slug, status__in=PUBLISHED
    )
    return versions.select_related("agreement").order_by("-effective_on", "-published_at").first()
