"""The agreed document prepared for reading: every row has an address, every note stands beside its table."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markupsafe import Markup

from uphold.policy.decide.rule import Citation, Reading, ReadingKind
from uphold.policy.document.agreement import Agreement, Clause, Prose
from uphold.policy.document.agreement import Table as AgreedTable
from uphold.ui.components.agreed import AgreedClause, AgreedDocument, AgreedPart
from uphold.ui.components.note import Note
from uphold.ui.components.table import Column, Row, Table

Figure = Callable[[int], str]
"""Says for the row of a line what staff read in the other margin, such as how often it decided."""

LONGEST_LINE_NUMBER = 7


def row_id(line: int) -> str:
    """The address of a row within its page."""
    return f"row-{line}"


def row_href(page_href: str, citation: Citation) -> str:
    """The address of a cited row on the page of its agreement."""
    return f"{page_href}?row={citation.line}#{row_id(citation.line)}"


def line_marked(asked: str) -> int:
    """The line that an address asks to highlight; 0 for none or for nonsense."""
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST_LINE_NUMBER else 0


def agreed_document(
    agreement: Agreement, *, marked_line: int = 0, figure: Figure | None = None
) -> AgreedDocument:
    """Prepare an agreement; the row of `marked_line` is highlighted."""
    return AgreedDocument(
        title=agreement.title,
        provider=agreement.provider,
        version=agreement.version,
        effective=date_format(agreement.effective_on, "j F Y"),
        clauses=tuple(_clause(clause, marked_line, figure) for clause in agreement.clauses),
    )


def _clause(clause: Clause, marked_line: int, figure: Figure | None) -> AgreedClause:
    return AgreedClause(
        mark=f"§ {clause.anchor}" if clause.title else "",
        heading=clause.heading,
        anchor=clause.anchor,
        depth=clause.depth,
        parts=tuple(_part(part, clause, marked_line, figure) for part in clause.parts),
    )


def _part(part: Prose | AgreedTable, clause: Clause, marked_line: int, figure: Figure | None) -> AgreedPart:
    if isinstance(part, Prose):
        return AgreedPart(prose=_prose(part.text))
    return AgreedPart(
        table=_table(part, clause, marked_line, figure),
        notes=tuple(_note(reading) for reading in part.readings),
    )


def _prose(text: str) -> Markup:
    """Markdown without raw HTML: whatever an author wrote is text or the few elements of Markdown."""
    return Markup(MarkdownIt("commonmark", {"html": False}).render(text))  # noqa: S704 - rendered with HTML off


def _table(table: AgreedTable, clause: Clause, marked_line: int, figure: Figure | None) -> Table:
    columns = [Column(label=cell.text) for cell in table.header]
    if figure:
        columns.append(Column(label=gettext("Decided"), is_number=True))
    rows = [
        Row(
            cells=(*(cell.text for cell in row.cells), *((figure(row.line),) if figure else ())),
            id=row_id(row.line),
            is_marked=row.line == marked_line,
        )
        for row in table.rows
    ]
    kind = table.header[0].text if table.header else ""
    caption = gettext("%(kind)s, %(clause)s") % {"kind": kind, "clause": clause.heading}
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows), is_agreed=True)


def _note(reading: Reading) -> Note:
    kind = gettext("Reading") if reading.kind is ReadingKind.READING else gettext("Not said")
    text = reading.text[:1].upper() + reading.text[1:]
    return Note(kind=kind, text=text, about=", ".join(reading.rows))
