"""Movements of credits as lines of a statement: the reason, the row that moved them, the ticket, what was left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.credits.models import LedgerEntry
from uphold.credits.queries import StatementRow
from uphold.desk.agreements.place import citation_href
from uphold.tickets.access import visible_to
from uphold.ui import words
from uphold.ui.accounted.wording import by_words, movement_words
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import clause_of
from uphold.ui.decided.record import citations_of
from uphold.ui.reader import Reader

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class MovementLine:
    """`parts` say which lots it was, where there were several; `href` leads to the ticket."""

    at: str
    kind: str
    reason: str
    reference: str
    href: str
    clause: Clause | None
    by: str
    gained: str
    balance: int
    parts: str
    is_gain: bool


def lines_of(actor: Actor, rows: Sequence[StatementRow], *, reader: Reader) -> list[MovementLine]:
    """Two statements more, however many rows."""
    versions = Version.objects.select_related("agreement").in_bulk(
        {row.entry.version_id for row in rows if row.entry.version_id}
    )
    numbers = {row.entry.reference for row in rows if row.entry.reference}
    known = set(visible_to(actor).filter(number__in=numbers).values_list("number", flat=True))
    return [line_of(row, versions=versions, known=known, reader=reader) for row in rows]


def line_of(
    row: StatementRow, *, versions: Mapping[int, Version], known: set[str], reader: Reader
) -> MovementLine:
    entry = row.entry
    version = versions.get(entry.version_id) if entry.version_id else None
    zone = reader.zone_beside(ZoneInfo(version.timezone) if version else UTC)
    return MovementLine(
        at=words.instant(entry.at, zone, now=reader.now),
        kind=movement_words(row.movement),
        reason=entry.reason,
        reference=entry.reference,
        href=reverse("desk:ticket", args=[entry.reference]) if entry.reference in known else "",
        clause=chip_of(entry, versions=versions),
        by=by_words(entry, tickets=known),
        gained=f"{row.gained:+d}".replace("-", "−"),
        balance=row.balance,
        parts=parts_words(row) if len(row.parts) > 1 else "",
        is_gain=row.gained > 0,
    )


def parts_words(row: StatementRow) -> str:
    return ", ".join(
        f"{part.name or gettext('debt')} {part.credits:+d}".replace("-", "−") for part in row.parts
    )


def chip_of(entry: LedgerEntry, *, versions: Mapping[int, Version]) -> Clause | None:
    """The row that took or gave, as it stood; none where a person decided."""
    if entry.version_id is None or entry.line is None:
        return None
    version = versions[entry.version_id]
    cited = citations_of(compiled(version)).get((entry.document, entry.line))
    if cited is not None:
        return clause_of(cited, href=citation_href)
    here = reverse("desk:agreement", args=[version.agreement.slug, version.version])
    return Clause(number=entry.anchor, label=entry.row, href=here)
