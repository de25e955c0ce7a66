"""Escalation: who may go a step further, to whom, and when."""

from __future__ import annotations

from uphold.policy.decide.terms import Names, Words
from uphold.policy.document.cells.choices import either
from uphold.policy.document.cells.durations import read_delay
from uphold.policy.document.cells.money import read_share
from uphold.policy.document.cells.words import read_words, read_yes_no
from uphold.policy.document.kinds.kind import Column, Kind
from uphold.policy.document.names import Vocabulary, key_of

NEXT_IN_LIST = "next in the list"


def read_next_contact(text: str, vocabulary: Vocabulary) -> Names | Words:
    """A declared contact, or the words `next in the list`."""
    if key_of(text) == NEXT_IN_LIST:
        return Words(NEXT_IN_LIST)
    return Names((vocabulary.name(text, kind="contact"),))


ESCALATION = Kind(
    name="Escalation",
    is_deciding=True,
    columns=(
        Column("Allowed", read_yes_no),
        Column("Next contact", read_next_contact),
        Column("Notify"),
        Column("When", either(read_delay, read_share, read_words, code="cell.when", right="'after 2 hours'")),
    ),
    one_of=("allowed", "next contact", "notify"),
)
