"""YAML with places: every key and value as text, with its line and column, and what is wrong all at once."""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from uphold.tickets.incidents.problem import Problem, Unreadable, nearest

SHAPES = {MappingNode: "a table of names", SequenceNode: "a list", ScalarNode: "a word"}


class Nodes:
    """Walks a YAML file and notes every problem with its place."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def open(self, text: str) -> MappingNode:
        """The top level. Text that is no table of names at all is Unreadable."""
        try:
            root = YAML().compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            reason = error.problem or "not YAML"
            raise Unreadable((Problem(self.file, line, column, f"This is not YAML: {reason}."),)) from error
        if not isinstance(root, MappingNode):
            raise Unreadable((Problem(self.file, 1, 1, "A mapping is a table of names."),))
        return root

    def say(self, node: Node, text: str) -> None:
        mark = node.start_mark
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, text))

    def table(self, node: Node) -> dict[str, Node]:
        """The values of a table by name; a name written twice is a problem."""
        if not isinstance(node, MappingNode):
            self._wrong_shape(node, MappingNode)
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                self.say(key, f"'{name}' is written twice.")
            found[name] = value
        return found

    def known(self, node: Node, names: tuple[str, ...]) -> None:
        """Notes the names of the table that mean nothing here."""
        if not isinstance(node, MappingNode):
            return
        for key, _ in node.value:
            if str(key.value) not in names:
                self.say(key, f"'{key.value}' means nothing here{nearest(str(key.value), names)}")

    def text(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            self._wrong_shape(node, ScalarNode)
            return ""
        return str(node.value)

    def texts(self, node: Node) -> dict[str, str]:
        """A table of names to words."""
        return {name: self.text(value) for name, value in self.table(node).items()}

    def listed(self, node: Node) -> list[Node]:
        if not isinstance(node, SequenceNode):
            self._wrong_shape(node, SequenceNode)
            return []
        return list(node.value)

    def _wrong_shape(self, node: Node, wanted: type[Node]) -> None:
        self.say(node, f"Here {SHAPES[wanted]} is wanted.")
