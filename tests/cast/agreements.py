"""The agreement of Northwind, published and concluded, without the road that leads there."""

from datetime import UTC, date, datetime
from pathlib import Path

from tests.cast.people import Cast
from uphold.agreements.models import Agreement, Contract, CoveredUnit, Version
from uphold.people.models import Organisation, Provider
from uphold.policy.document.reader import read

NORTHWIND = (Path(__file__).parent / "northwind.md").read_text(encoding="utf-8")
PUBLISHED_AT = datetime(2025, 12, 1, 9, tzinfo=UTC)


def make_version(provider: Provider, *, text: str = NORTHWIND) -> Version:
    """A published version of the text; it is read, and not checked again."""
    document = read(text, path="northwind.md").agreement
    if document is None:
        raise AssertionError("the text is no agreement")
    agreement, _ = Agreement.objects.get_or_create(
        provider=provider, slug=document.slug, is_annex=document.amends is not None
    )
    return Version.objects.create(
        agreement=agreement,
        version=document.version,
        title=document.title,
        text=text,
        sha256=document.sha256,
        effective_on=document.effective_on,
        timezone=document.timezone,
        status=Version.Status.PUBLISHED,
        drafted_at=PUBLISHED_AT,
        published_at=PUBLISHED_AT,
    )


def make_contract(organisation: Organisation, *, version: Version) -> Contract:
    return Contract.objects.create(
        organisation=organisation,
        provider=version.agreement.provider,
        agreement=version.agreement,
        starts_on=date(2026, 1, 1),
    )


def make_unit(
    organisation: Organisation,
    name: str,
    *,
    kind: str = "serial",
    starts_on: date = date(2026, 1, 1),
    ends_on: date | None = None,
) -> CoveredUnit:
    """Covered by name under the organisation's contract."""
    contract = Contract.objects.get(organisation=organisation)
    return CoveredUnit.objects.create(
        contract=contract, name=name, kind=kind, starts_on=starts_on, ends_on=ends_on
    )


def make_agreed_cast(cast: Cast) -> Version:
    """Northwind's agreement holds for both of its customers."""
    version = make_version(cast.northwind)
    make_contract(cast.harbour, version=version)
    make_contract(cast.orchard, version=version)
    return version
