"""What a kind of table is: its label, its columns, and what its rows stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from uphold.policy.decide.rule import Entry, Rule
from uphold.policy.document.cells.choices import Reader
from uphold.policy.document.cells.words import read_words
from uphold.policy.document.names import key_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a kind other than the label and the conditions; a required one may not be left out or empty."""

    name: str
    read: Reader = read_words
    is_required: bool = False

    @property
    def key(self) -> str:
        """The name that terms and cells are kept under.

        >>> Column("First response").key
        'first response'
        """
        return key_of(self.name)


MEANING = Column("Meaning")
ALSO_CALLED = Column("Also called")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of table.

    A deciding kind has outcomes as `columns` and takes conditions on any fact and a `By`; a declaring kind introduces
    names. `facts` are the facts whose values those names are; `labels` the fixed list a label must come from (a fact
    of the fixed lists), with `more_labels` beside it. `may_repeat` lets rows share a label. `reads_by_label` gives
    the reader of the column Value for each label. `stands_for` turns a declared row into the rules it is short for.
    `one_of` are columns of which a row must fill at least one.
    """

    name: str
    columns: tuple[Column, ...]
    is_deciding: bool = False
    facts: tuple[str, ...] = ()
    labels: str | None = None
    more_labels: tuple[str, ...] = ()
    may_repeat: bool = False
    reads_by_label: Mapping[str, Reader] = field(default_factory=dict)
    stands_for: Callable[[Entry], tuple[Rule, ...]] | None = None
    one_of: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name that entries and rules are kept under."""
        return key_of(self.name)

    def column(self, name: str) -> Column | None:
        """The column of this name, without regard to case."""
        key = key_of(name)
        return next((column for column in self.columns if column.key == key), None)
