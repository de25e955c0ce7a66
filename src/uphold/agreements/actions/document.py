"""Drafting and publishing documents. What was published is never changed: a new version follows."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.agreements.checking import examined
from uphold.agreements.models import Agreement, Version
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.people.models import Provider
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.document.problem import Problem
from uphold.policy.document.reader import normalised


class DocumentUnreadable(Refused):
    """`problems` lists everything that was found, with place and cure."""

    code, kind, text = "document_unreadable", INVALID, gettext_lazy("The document cannot be read: {0}")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(str(problems[0]))
        self.problems = tuple(problems)


class DocumentHasErrors(Refused):
    """`problems` lists every error, with place and cure."""

    code, kind, text = (
        "document_has_errors",
        INVALID,
        gettext_lazy("The document has {0} errors, so it stays a draft."),
    )

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = tuple(problems)


class VersionIsPublished(Refused):
    code, kind, text = (
        "version_is_published",
        CONFLICT,
        gettext_lazy("Version {0} is published and stays as it is; give the new text a new version."),
    )


@atomic
def draft_document(*, actor: Actor, provider: Provider, text: str, at: datetime) -> Version:
    """Keeps a text as draft, or as checked when it has no errors; the draft of the same version gives way."""
    require(actor, Permission.AGREEMENT_PUBLISH, provider_id=provider.pk)
    reading = examined(text, provider=provider, path="document")
    if reading.agreement is None:
        raise DocumentUnreadable(reading.problems)
    agreement = lock_agreement(provider, reading.agreement)
    version = agreement.versions.filter(version=reading.agreement.version).first()
    if version is not None and version.is_published:
        raise VersionIsPublished(version.version)
    status = Version.Status.DRAFT if reading.errors else Version.Status.CHECKED
    version = keep(
        version or Version(agreement=agreement, drafted_at=at), reading.agreement, text, status=status
    )
    write("agreement.drafted", about=version, by=actor, at=at, detail={"sha256": version.sha256})
    return version


@atomic
def publish_document(*, actor: Actor, version: Version, at: datetime) -> Version:
    """Makes a checked version law from its effective date on. One with errors is refused with all of them."""
    require(actor, Permission.AGREEMENT_PUBLISH, provider_id=version.agreement.provider_id)
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=version.agreement_id)
    version.refresh_from_db()
    if version.is_published:
        raise VersionIsPublished(version.version)
    reading = examined(version.text, provider=agreement.provider, path=f"{agreement.slug}.md")
    if reading.errors:
        raise DocumentHasErrors(reading.errors)
    version.status, version.published_at = Version.Status.PUBLISHED, at
    version.save(update_fields=["status", "published_at"])
    supersede(agreement)
    detail = {"sha256": version.sha256, "effective_on": version.effective_on.isoformat()}
    write("agreement.published", about=version, by=actor, at=at, detail=detail)
    return version


@atomic
def discard_draft(*, actor: Actor, version: Version, at: datetime) -> None:
    require(actor, Permission.AGREEMENT_PUBLISH, provider_id=version.agreement.provider_id)
    lock = Version.objects.select_for_update().get(pk=version.pk)
    if lock.is_published:
        raise VersionIsPublished(lock.version)
    write("agreement.discarded", about=lock, by=actor, at=at)
    lock.delete()


def lock_agreement(provider: Provider, read: Compiled) -> Agreement:
    agreement, _ = Agreement.objects.get_or_create(
        provider=provider, slug=read.slug, defaults={"is_annex": read.amends is not None}
    )
    return Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)


def keep(version: Version, read: Compiled, text: str, *, status: Version.Status) -> Version:
    version.version, version.title = read.version, read.title
    version.text, version.sha256 = normalised(text), read.sha256
    version.effective_on, version.timezone = read.effective_on, read.timezone
    version.status = status
    version.save()
    return version


def supersede(agreement: Agreement) -> None:
    """Of the published versions the one with the latest effective date stays published; it may lie ahead."""
    published = agreement.versions.filter(status=Version.Status.PUBLISHED)
    latest = published.order_by("-effective_on", "-published_at").first()
    if latest is not None:
        published.exclude(pk=latest.pk).update(status=Version.Status.SUPERSEDED)
