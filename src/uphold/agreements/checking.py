"""Examining a text before it becomes law: read it, onto what it amends, and check it whole."""

from uphold.agreements.access import PUBLISHED
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.people.models import Provider
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.document.reader import ReadDocument, read


def examined(text: str, *, provider: Provider, path: str) -> ReadDocument:
    """An annex is read onto the published agreement that it amends."""
    alone = read(text, path=path)
    amends = alone.agreement.amends if alone.agreement else None
    amended = latest_published(provider, amends) if amends else None
    return read(text, path=path, onto=amended) if amended else alone


def latest_published(provider: Provider, slug: str) -> Compiled | None:
    versions = Version.objects.filter(
        agreement__provider=provider, agreement__slug=slug, status__in=PUBLISHED
    )
    latest = versions.order_by("-effective_on", "-published_at").first()
    return compiled(latest) if latest else None
