"""How entries of the installed base are written: what changed, from what to what, in ids and values of the trade."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.products.models import Product, Site, Unit

Value = str | int | bool | None


def record_product(
    product: Product, kind: str, *, by: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> Entry:
    topics = (f"products:{product.provider_id}",)
    return write(kind, about=product, by=by, at=at, detail=detail, topics=topics)


def record_site(
    site: Site, kind: str, *, by: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> Entry:
    return write(kind, about=site, by=by, at=at, detail=detail, organisation_id=site.organisation_id)


def record_unit(
    unit: Unit, kind: str, *, by: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> Entry:
    return write(
        kind,
        about=unit,
        by=by,
        at=at,
        detail=detail,
        organisation_id=unit.organisation_id,
        topics=(f"units:{unit.provider_id}",),
    )


def set_fields(row: Model, said: Mapping[str, object], *, hidden: Iterable[str] = ()) -> dict[str, Any]:
    """Sets what differs, and tells which: each field with what it was and is; of `hidden` ones the name alone."""
    changed: dict[str, Any] = {}
    for name, value in said.items():
        before = getattr(row, name)
        if before == value:
            continue
        changed[name] = None if name in hidden else [plain(before), plain(value)]
        setattr(row, name, value)
    return changed


def plain(value: object) -> Value:
    """A value as the journal keeps it: a row by its id, a day in ISO form."""
    if isinstance(value, Model):
        return int(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)
