"""Reads a mapping file (YAML). Every mistake is reported with line, column and cure, all at once."""

from __future__ import annotations

import codecs
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

from ruamel.yaml.nodes import MappingNode, Node

from uphold.policy.time.local import UnknownZone, zone_of
from uphold.tickets.incidents.mapping import Layout, Mapping, Place, Stage, State, Translated
from uphold.tickets.incidents.problem import Problem, Unreadable, nearest
from uphold.tickets.incidents.yaml_nodes import Nodes

SECTIONS = (
    "source", "file", "columns", "states", "priorities", "facts", "organisation", "subject", "details",
    "not in the log",
)  # fmt: skip
NEEDED_SECTIONS = ("source", "file", "columns", "states", "subject")
NEEDED_COLUMNS = ("number", "state", "opened at", "changed at")
COLUMNS = (*NEEDED_COLUMNS, "priority", "order", "changed by", "caller", "team", "assignee")
LAYOUT = ("encoding", "delimiter", "quote", "null", "dates", "zone")
WAITING_FOR = (
    "customer", "third party", "monitoring", "appointment", "evidence", "consent", "credits", "payment",
    "maintenance",
)  # fmt: skip
METRICS = (
    "first response", "next response", "update", "restoration", "workaround", "resolution", "arrival",
    "delivery",
)  # fmt: skip
WAITING = "waiting for "
LONGEST_SOURCE, LONGEST_PRIORITY = 50, 40
SHIPPED = Path(__file__).parent / "maps"


def find_mapping(name: str) -> Path:
    """The file of a mapping: one of those that are shipped, by name, or else a path.

    >>> find_mapping("servicenow").name
    'servicenow.yaml'
    """
    shipped = SHIPPED / f"{name}.yaml"
    return shipped if shipped.is_file() else Path(name)


def load_mapping(path: Path) -> Mapping:
    """The mapping in a file. Raises Unreadable with all problems."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            (Problem(str(path), 1, 1, "A mapping is written in UTF-8; this file is not."),)
        ) from error
    return read_mapping(text, file=str(path))


def read_mapping(text: str, *, file: str) -> Mapping:
    """The mapping in a text; `file` is how problems name it. Raises Unreadable with all problems.

    >>> read_mapping("- a list", file="map.yaml")
    Traceback (most recent call last):
    uphold.tickets.incidents.problem.Unreadable: map.yaml:1:1: A mapping is a table of names.
    """
    nodes = Nodes(file)
    root = nodes.open(text)
    top = nodes.table(root)
    nodes.known(root, SECTIONS)
    _miss_sections(nodes, top)
    if nodes.problems:
        raise Unreadable(tuple(nodes.problems))
    mapping = _mapping(nodes, top)
    if nodes.problems:
        raise Unreadable(tuple(nodes.problems))
    return mapping


def _miss_sections(nodes: Nodes, top: dict[str, Node]) -> None:
    for name in NEEDED_SECTIONS:
        if name not in top:
            nodes.problems.append(Problem(nodes.file, 1, 1, f"'{name}' is missing."))


def _mapping(nodes: Nodes, top: dict[str, Node]) -> Mapping:
    columns = _columns(nodes, top)
    organisation_name, organisation_column = _organisation(nodes, top.get("organisation"))
    return Mapping(
        file=nodes.file,
        source=_short(nodes, top["source"], LONGEST_SOURCE),
        layout=_layout(nodes, top["file"]),
        number=columns.get("number", ""),
        state=columns.get("state", ""),
        opened_at=columns.get("opened at", ""),
        changed_at=columns.get("changed at", ""),
        priority=columns.get("priority"),
        order=columns.get("order"),
        changed_by=columns.get("changed by"),
        caller=columns.get("caller"),
        team=columns.get("team"),
        assignee=columns.get("assignee"),
        states=_states(nodes, top["states"]),
        priorities=_priorities(nodes, top.get("priorities")),
        subject=_subject(nodes, top["subject"]),
        organisation_name=organisation_name,
        organisation_column=organisation_column,
        facts=_facts(nodes, top.get("facts")),
        details=_filled(nodes, top["details"]) if "details" in top else {},
        not_in_log=_metrics(nodes, top.get("not in the log")),
        places=_places(top),
    )


def _columns(nodes: Nodes, top: dict[str, Node]) -> dict[str, str]:
    node = top["columns"]
    table = nodes.table(node)
    nodes.known(node, COLUMNS)
    for name in NEEDED_COLUMNS:
        if name not in table:
            nodes.say(node, f"The column of '{name}' is missing.")
    if ("priority" in table) != ("priorities" in top):
        nodes.say(
            node, "A column of 'priority' and a list of 'priorities' go together: write both, or neither."
        )
    return {name: _word(nodes, value) for name, value in table.items()}


def _layout(nodes: Nodes, node: Node) -> Layout:
    table = nodes.table(node)
    nodes.known(node, LAYOUT)
    for name in ("dates", "zone"):
        if name not in table:
            nodes.say(node, f"'{name}' is missing: nothing about time is guessed.")
    text = {name: nodes.text(value) for name, value in table.items()}
    encoding, delimiter, quote = (
        text.get("encoding", "utf-8"),
        text.get("delimiter", ","),
        text.get("quote", '"'),
    )
    if not _is_encoding(encoding):
        nodes.say(
            table["encoding"], f"'{encoding}' is not an encoding; write one like 'utf-8' or 'windows-1252'."
        )
    if len(delimiter) != 1:
        nodes.say(table["delimiter"], 'The delimiter is one character; write a tabulator as "\\t".')
    if quote != "none" and len(quote) != 1:
        nodes.say(table["quote"], "The quote is one character, or 'none'.")
    return Layout(
        encoding=encoding,
        delimiter=delimiter,
        quote=None if quote == "none" else quote,
        null=text.get("null", ""),
        dates=text.get("dates", ""),
        zone=_zone(nodes, table["zone"]) if "zone" in table else ZoneInfo("UTC"),
    )


def _is_encoding(name: str) -> bool:
    try:
        return bool(codecs.lookup(name).name)
    except LookupError:
        return False


def _zone(nodes: Nodes, node: Node) -> ZoneInfo:
    try:
        return zone_of(nodes.text(node))
    except UnknownZone as error:
        nodes.say(node, str(error))
        return ZoneInfo("UTC")


def _states(nodes: Nodes, node: Node) -> dict[str, State]:
    return {name: _state(nodes, value) for name, value in nodes.table(node).items()}


def _state(nodes: Nodes, node: Node) -> State:
    """`open`, `resolved`, `closed`, or `waiting for` someone of the fixed list.

    "waiting" alone is refused: the agreement decides what a wait pauses by whom it waits for.
    """
    text = nodes.text(node)
    if text.startswith(WAITING):
        someone = text.removeprefix(WAITING)
        if someone not in WAITING_FOR:
            nodes.say(node, f"Nobody waits for '{someone}'{nearest(someone, WAITING_FOR)}")
        return State(Stage.WAITING, someone)
    if text not in {"open", "resolved", "closed"}:
        nodes.say(node, f"'{text}' is not a state; write open, resolved, closed or 'waiting for customer'.")
        return State(Stage.OPEN)
    return State(Stage(text))


def _priorities(nodes: Nodes, node: Node | None) -> dict[str, str]:
    table = nodes.table(node) if node is not None else {}
    return {name: _short(nodes, value, LONGEST_PRIORITY) for name, value in table.items()}


def _facts(nodes: Nodes, node: Node | None) -> dict[str, str | Translated]:
    facts: dict[str, str | Translated] = {}
    for name, value in (nodes.table(node) if node is not None else {}).items():
        if not isinstance(value, MappingNode):
            facts[name.lower()] = _word(nodes, value)
            continue
        table = nodes.table(value)
        nodes.known(value, ("column", "values"))
        if "column" not in table or "values" not in table:
            nodes.say(value, f"'{name}' is a word, or a column with its values.")
            continue
        facts[name.lower()] = Translated(_word(nodes, table["column"]), _filled(nodes, table["values"]))
    return facts


def _organisation(nodes: Nodes, node: Node | None) -> tuple[str | None, str | None]:
    table = nodes.table(node) if node is not None else {}
    if node is not None:
        nodes.known(node, ("name", "column"))
        if len(table) != 1:
            nodes.say(node, "An organisation has one 'name' for all, or a 'column' that names it.")
    name, column = table.get("name"), table.get("column")
    return (_word(nodes, name) if name else None, _word(nodes, column) if column else None)


def _subject(nodes: Nodes, node: Node) -> str:
    """Words with columns in braces, as in '{category}: {symptom}'."""
    text = _word(nodes, node)
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        parts = [("", "", None, None)]
    if any(form or conversion or name == "" for _, name, form, conversion in parts):
        nodes.say(node, "In braces stands the name of a column, as in '{category}', and nothing else.")
    return text


def _metrics(nodes: Nodes, node: Node | None) -> tuple[str, ...]:
    metrics = []
    for each in nodes.listed(node) if node is not None else []:
        metric = nodes.text(each)
        if metric not in METRICS:
            nodes.say(each, f"'{metric}' is not a metric{nearest(metric, METRICS)}")
        metrics.append(metric)
    return tuple(metrics)


def _filled(nodes: Nodes, node: Node) -> dict[str, str]:
    return {name: _word(nodes, value) for name, value in nodes.table(node).items()}


def _short(nodes: Nodes, node: Node, most: int) -> str:
    text = _word(nodes, node)
    if len(text) > most:
        nodes.say(node, f"{len(text)} characters are too many; at most {most} fit.")
    return text


def _word(nodes: Nodes, node: Node) -> str:
    text = nodes.text(node).strip()
    if not text:
        nodes.say(node, "A word is missing here.")
    return text


def _places(top: dict[str, Node]) -> dict[str, Place]:
    """Where each value stands, by the names that lead to it, as `priorities.1 - Critical`."""
    places: dict[str, Place] = {}
    waiting = list(top.items())
    while waiting:
        path, node = waiting.pop()
        places[path] = Place(node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, MappingNode):
            waiting += [(f"{path}.{key.value}", value) for key, value in node.value]
    return places
