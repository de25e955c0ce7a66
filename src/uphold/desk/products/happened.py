"""What happened to a unit, line by line, with who did it."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy

from uphold.access import ActorKind
from uphold.desk.tickets.sheet import names_of
from uphold.journal.models import Entry
from uphold.products.models import Product, ProductVersion, Site, Unit
from uphold.products.queries import history
from uphold.ui.components.timeline import Entry as Line
from uphold.ui.installed.wording import STATES
from uphold.ui.reader import Reader

MOST_LINES = 100
UTC = ZoneInfo("UTC")
ICONS = {
    "unit.added": "plus",
    "unit.changed": "pencil",
    "unit.moved": "arrow-right",
    "unit.retired": "archive",
    "unit.replaced": "arrow-right-left",
}
FIELDS = MappingProxyType(
    {
        "product": gettext_lazy("product"),
        "version": gettext_lazy("version"),
        "site": gettext_lazy("site"),
        "deployment": gettext_lazy("deployment"),
        "state": gettext_lazy("state"),
        "shipped_on": gettext_lazy("shipped"),
        "purchased_on": gettext_lazy("purchased"),
        "warranty_ends_on": gettext_lazy("warranty until"),
    }
)
ROWS: Mapping[str, type[Product | ProductVersion | Site | Unit]] = MappingProxyType(
    {"product": Product, "version": ProductVersion, "site": Site, "deployment": Unit, "unit": Unit}
)
Names = Mapping[tuple[str, int], str]
Detail = Mapping[str, Any]


def lines_of(unit: Unit, *, reader: Reader) -> list[Line]:
    entries = list(history(unit)[:MOST_LINES])
    people = names_of({(entry.by_kind, entry.by_id) for entry in entries if entry.by_id is not None})
    names = names_in(entries)
    return [
        Line(
            words=words_of(entry, names=names),
            at=reader.when(entry.at, UTC),
            icon=ICONS.get(entry.kind, "circle"),
            by="" if entry.by_kind == ActorKind.SYSTEM else people.get((entry.by_kind, entry.by_id or 0), ""),
        )
        for entry in entries
    ]


def words_of(entry: Entry, *, names: Names) -> str:
    """What happened, as the line goes on after the name of whoever did it."""
    said = SAID.get(entry.kind)
    return said(entry.detail, names) if said else entry.kind


def added_words(detail: Detail, _: Names) -> str:
    return gettext("took it in from a list") if detail.get("from") == "file" else gettext("added it")


def changed_words(detail: Detail, names: Names) -> str:
    return gettext("changed %(fields)s") % {"fields": said_of_fields(detail["fields"], names=names)}


def moved_words(detail: Detail, names: Names) -> str:
    places = {name: named("site", detail.get(name), names=names) for name in ("from", "to")}
    return gettext("moved it: %(from)s → %(to)s") % places


def replaced_words(detail: Detail, names: Names) -> str:
    """Of the unit that went, and of the one that came in its place."""
    if "by" in detail:
        return gettext("replaced it by %(name)s") % {"name": names.get(("unit", detail["by"]), "?")}
    words = gettext("put it in place of %(name)s") % {"name": names.get(("unit", detail["of"]), "?")}
    fields = said_of_fields(detail.get("fields", {}), names=names)
    return f"{words}: {fields}" if fields else words


SAID: Mapping[str, Callable[[Detail, Names], str]] = MappingProxyType(
    {
        "unit.added": added_words,
        "unit.changed": changed_words,
        "unit.moved": moved_words,
        "unit.replaced": replaced_words,
        "unit.retired": lambda _, __: gettext("retired it"),
    }
)


def said_of_fields(fields: Mapping[str, Sequence[Any] | None], *, names: Names) -> str:
    """Each with what it was and is."""
    return "; ".join(
        f"{FIELDS.get(name, name)} {named(name, pair[0], names=names)} → {named(name, pair[1], names=names)}"
        for name, pair in fields.items()
        if pair is not None
    )


def named(field: str, value: Any, *, names: Names) -> str:  # noqa: ANN401 - a value of the journal
    if value is None or value == "":
        return "–"
    if field in ROWS:
        return names.get((field, int(value)), "?")
    return str(STATES.get(value, value)) if field == "state" else str(value)


def names_in(entries: Sequence[Entry]) -> dict[tuple[str, int], str]:
    """The names of all rows that entries speak of, in one statement a kind of row."""
    wanted: dict[str, set[int]] = {kind: set() for kind in ROWS}
    for entry in entries:
        detail = entry.detail
        for kind, values in mentioned(entry.kind, detail):
            wanted[kind] |= {value for value in values if isinstance(value, int)}
    return {
        (kind, key): name
        for kind, keys in wanted.items()
        if keys
        for key, name in ROWS[kind].objects.filter(pk__in=keys).values_list("pk", "name")
    }


def mentioned(kind: str, detail: Mapping[str, Any]) -> list[tuple[str, Sequence[Any]]]:
    fields = [(name, pair) for name, pair in detail.get("fields", {}).items() if name in ROWS and pair]
    if kind == "unit.moved":
        return [("site", [detail.get("from"), detail.get("to")])]
    return [*fields, ("unit", [detail.get("by"), detail.get("of")])]
