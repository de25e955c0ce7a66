"""Source: the Markdown of a document as clauses, tables with the place of each cell, readings and prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from uphold.policy.decide.rule import Reading, ReadingKind
from uphold.policy.document.agreement import Clause, Prose, Table, TableRow
from uphold.policy.document.findings import Findings
from uphold.policy.document.inline import plain, split_cells
from uphold.policy.document.kinds.registry import BY_KEY
from uphold.policy.document.names import MalformedCell, counted, key_of, keyed, split_names

NUMBERED = re.compile(
    r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,6})*[a-z]?[.)]|[0-9]{1,6}(?:\.[0-9]{1,6})+|§ ?[0-9]{1,6}[a-z]?\.?)"
    r"\s+(?P<title>.+)"
)
ANCHORED = re.compile(r"(?P<heading>.*?)\s*\{#(?P<anchor>[^\s{}#]+)\}")
READING = re.compile(
    r"(?P<kind>reading|not said)\s*(?:\((?P<rows>.*?)\)\s*)?:\s*(?P<text>.*)", re.DOTALL | re.IGNORECASE
)
BEGINS_READING = re.compile(r"(?:Reading|Not said)\s*[(:]")
NEARLY_READING = re.compile(r"(?:reading|not said)\b", re.IGNORECASE)
DASHES = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
PARSER = MarkdownIt("commonmark").enable("table").disable("inline")
"""Blocks and their lines alone: what stands within them is read by `inline`, or shown as it is."""
PREAMBLE_ANCHOR = "top"


@dataclass(slots=True)
class Draft:
    """A clause while it is read."""

    number: str
    title: str
    anchor: str
    depth: int
    line: int
    parts: list[Prose | Table] = field(default_factory=list)

    def finished(self) -> Clause:
        """The clause as it stands."""
        return Clause(
            number=self.number,
            title=self.title,
            anchor=self.anchor,
            depth=self.depth,
            line=self.line,
            parts=tuple(self.parts),
        )


def read_clauses(lines: Sequence[str], *, title: str, skipped: int, findings: Findings) -> tuple[Clause, ...]:
    """The clauses of a document; the first `skipped` lines are its front matter.

    What stands before the first heading is a clause of depth 0 with the title of the document.
    """
    body = ["" for _ in lines[:skipped]] + list(lines[skipped:])
    tokens = PARSER.parse("\n".join(body))
    drafts = [Draft("", title, PREAMBLE_ANCHOR, 0, skipped + 1)]
    for block in _blocks(tokens):
        _take(block, drafts=drafts, lines=body, findings=findings)
    kept = [draft for draft in drafts if draft.parts or draft.depth]
    _check_anchors(kept, findings=findings)
    return tuple(draft.finished() for draft in kept)


def _blocks(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each block of the top level."""
    blocks: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            blocks.append([])
        blocks[-1].append(token)
        depth += token.nesting
    return blocks


def _take(block: Sequence[Token], *, drafts: list[Draft], lines: Sequence[str], findings: Findings) -> None:
    opening = block[0]
    first, end = opening.map or (0, 0)
    if opening.type == "heading_open":
        drafts.append(_heading(block[1].content, depth=int(opening.tag[1:]), line=first + 1))
        return
    parts = drafts[-1].parts
    if opening.type == "table_open":
        parts.append(_table(lines, first=first, end=end, findings=findings))
        return
    if opening.type == "blockquote_open" and _take_readings(block, parts=parts, findings=findings):
        return
    _report_lost_tables(block, lines=lines, findings=findings)
    _add_prose(parts, "\n".join(lines[first:end]).rstrip(), line=first + 1)


def _heading(content: str, *, depth: int, line: int) -> Draft:
    anchored = ANCHORED.fullmatch(content.strip())
    heading = plain(anchored["heading"] if anchored else content)
    numbered = NUMBERED.fullmatch(heading)
    number = numbered["number"].strip("§ .)") if numbered else ""
    title = numbered["title"] if numbered else heading
    slug = re.sub(r"[\W_]+", "-", key_of(title)).strip("-")
    anchor = anchored["anchor"] if anchored else number or slug or f"line-{line}"
    return Draft(number, title, anchor, depth, line)


def _table(lines: Sequence[str], *, first: int, end: int, findings: Findings) -> Table:
    header = split_cells(lines[first], line=first + 1)
    kind = BY_KEY.get(key_of(plain(header[0].text)))
    joined = next((at for at in range(first + 3, end) if DASHES.fullmatch(lines[at])), None)
    if joined is not None:
        findings.error("table.joined", "a table begins here and needs an empty line above it", at=joined)
        end = joined - 1
    rows = tuple(
        TableRow(cells=split_cells(lines[at], line=at + 1), line=at + 1) for at in range(first + 2, end)
    )
    return Table(kind=kind.key if kind else None, header=header, rows=rows, readings=(), line=first + 1)


def _take_readings(block: Sequence[Token], *, parts: list[Prose | Table], findings: Findings) -> bool:
    """Whether the blockquote is readings; they go to the table above it."""
    paragraphs = [token for token in block if token.type == "inline" and token.map is not None]
    if not paragraphs or not NEARLY_READING.match(plain(paragraphs[0].content)):
        return False
    line = paragraphs[0].map[0] + 1 if paragraphs[0].map else 1
    at = next((at for at in range(len(parts) - 1, -1, -1) if isinstance(parts[at], Table)), None)
    table = parts[at] if at is not None else None
    readings = _readings(paragraphs)
    if not readings:
        text = "a reading is written '> Reading: ...' or '> Reading (Row): ...'; this one is prose"
        findings.warning("reading.malformed", text, at=line)
        return False
    if at is None or not isinstance(table, Table):
        findings.error("reading.without-table", "this reading stands below no table of its clause", at=line)
        return False
    known = keyed(plain(row.cells[0].text) for row in table.rows if row.cells)
    attached = tuple(_attached(reading, known, findings=findings) for reading in readings)
    parts[at] = replace(table, readings=(*table.readings, *attached))
    return True


def _readings(paragraphs: Sequence[Token]) -> list[Reading]:
    """One reading a stretch that begins as one; further paragraphs belong to it."""
    readings: list[Reading] = []
    for paragraph in paragraphs:
        first = paragraph.map[0] + 1 if paragraph.map else 1
        for offset, words in _stretches(paragraph.content):
            found = READING.fullmatch(words)
            if found is not None:
                rows = (found["rows"],) if found["rows"] else ()
                kind = ReadingKind(key_of(found["kind"]))
                readings.append(Reading(kind, found["text"], rows, first + offset))
            elif readings:
                gap = " " if offset else "\n\n"
                readings[-1] = replace(readings[-1], text=f"{readings[-1].text}{gap}{words}")
            else:
                return []
    return readings


def _stretches(paragraph: str) -> list[tuple[int, str]]:
    """A paragraph cut before each line that begins like a reading, with the number of lines before."""
    stretches: list[tuple[int, str]] = []
    for offset, words in enumerate(plain(line) for line in paragraph.split("\n")):
        if not stretches or BEGINS_READING.match(words):
            stretches.append((offset, words))
        else:
            begun, before = stretches[-1]
            stretches[-1] = (begun, f"{before} {words}")
    return stretches


def _attached(reading: Reading, known: dict[str, str], *, findings: Findings) -> Reading:
    """The reading with the rows it names in brackets spelled as in the table."""
    if not reading.rows:
        return reading
    try:
        return replace(reading, rows=split_names(reading.rows[0], known, what="row of the table above"))
    except MalformedCell as malformed:
        findings.error("reading.row", f"Reading: {malformed}", at=reading.line)
        return reading


def _report_lost_tables(block: Sequence[Token], *, lines: Sequence[str], findings: Findings) -> None:
    """Tables that would run if they were not inside something else, or if they were whole."""
    for token in block:
        if token.type == "table_open" and token.map is not None:
            text = "a table inside a list or a quotation does not run; move it out"
            findings.warning("table.nested", text, at=token.map[0] + 1)
    first, end = block[0].map or (0, 0)
    if block[0].type != "paragraph_open" or not lines[first].lstrip().startswith("|"):
        return
    if end - first < 2 or not DASHES.fullmatch(lines[first + 1]):
        text = "a table needs a line of dashes below its header, like '|---|---|'"
    else:
        header, dashes = (len(split_cells(lines[at], line=at + 1)) for at in (first, first + 1))
        text = f"the header has {counted(header)}, the line of dashes below it {dashes}"
    findings.error("table.malformed", text, at=first + 1)


def _add_prose(parts: list[Prose | Table], text: str, *, line: int) -> None:
    last = parts[-1] if parts else None
    if isinstance(last, Prose):
        gap = "\n" * max(2, line - last.line - last.text.count("\n"))
        parts[-1] = replace(last, text=f"{last.text}{gap}{text}")
    elif text.strip():
        parts.append(Prose(text=text, line=line))


def _check_anchors(drafts: Sequence[Draft], *, findings: Findings) -> None:
    anchors: dict[str, Draft] = {}
    numbers: dict[str, Draft] = {}
    for draft in drafts:
        earlier = anchors.setdefault(draft.anchor, draft)
        if earlier is not draft:
            text = f"the anchor '{draft.anchor}' is given twice, in lines {earlier.line} and {draft.line}"
            findings.error(
                "anchor.twice", f"{text}; write another one like '{{#{draft.anchor}b}}'", at=draft.line
            )
        if draft.number:
            same = numbers.setdefault(draft.number, draft)
            if same is not draft and same.anchor != draft.anchor:
                text = f"two clauses print the number {draft.number}, in lines {same.line} and {draft.line}"
                findings.warning(
                    "number.twice",
                    f"{text}; they are cited as {same.anchor} and {draft.anchor}",
                    at=draft.line,
                )
