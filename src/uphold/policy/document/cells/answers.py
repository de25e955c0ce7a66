"""Answers: what happens to a request, a capability or a claim, with whatever the cell goes on to name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from uphold.policy.decide.terms import Answer
from uphold.policy.document.cells.choices import Reader
from uphold.policy.document.names import MalformedCell, UnknownName, Vocabulary, key_of, nearest, split_names

Subjects = Callable[[str, Vocabulary], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One answer: its fixed word, the word that joins it to what it names, how that is read, and an example."""

    word: str
    joint: str = ""
    subjects: Subjects | None = None
    must_name: bool = False
    example: str = ""


def free_subject(text: str, _vocabulary: Vocabulary) -> tuple[str, ...]:
    """One thing in free words."""
    return (text,)


def subjects_of(kind: str) -> Subjects:
    """Names that the kind declares."""

    def read(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        return split_names(text, vocabulary.declared.get(kind, {}), what=kind)

    return read


def channels_or_parties(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Channels, or parties in free words ("the partner"); a word much like a channel is taken for a slip."""
    known = vocabulary.declared.get("channel", {})
    found: list[str] = []
    for part in (each.strip() for each in text.split(",")):
        if key_of(part) not in known and nearest(part, known.values(), cutoff=0.8) is not None:
            raise UnknownName(part, known=dict.fromkeys(known.values()), what="channel")
        found.append(known.get(key_of(part), part))
    return tuple(found)


ADMISSION = (
    Phrase("accept", "with", free_subject),
    Phrase("wait", "for", subjects_of("hours"), must_name=True, example="wait for Standard hours"),
    Phrase("by appointment"),
    Phrase("ask for evidence"),
    Phrase("redirect", "to", channels_or_parties, must_name=True, example="redirect to Ticket system"),
    Phrase("decline"),
    Phrase("offer", "as", subjects_of("service"), must_name=True, example="offer as Professional services"),
)
STANDING = (Phrase("suspend"), Phrase("accept"), Phrase("decline"))
WARRANTY = (
    Phrase("return authorization"),
    Phrase("repair"),
    Phrase("replace"),
    Phrase("advance replacement"),
    Phrase("decline"),
    Phrase("paid repair"),
)


def answer_of(phrases: Sequence[Phrase]) -> Reader:
    """A reader of one of the answers of a kind.

    >>> answer_of(ADMISSION)("accept with priority handling", Vocabulary(currency="USD", zone="UTC"))
    Answer(word='accept', subjects=('priority handling',))
    """
    known = {phrase.word: phrase for phrase in phrases}

    def read(text: str, vocabulary: Vocabulary) -> Answer:
        key = key_of(text)
        if key in known and not known[key].must_name:
            return Answer(key)
        for word, phrase in known.items():
            if key == word:
                raise MalformedCell(
                    "cell.answer", f"'{text}' names nothing; write it like '{phrase.example}'"
                )
            opening = f"{word} {phrase.joint} "
            if phrase.subjects is not None and key.startswith(opening):
                named = " ".join(text.split())[len(opening) :].strip()
                return Answer(word, phrase.subjects(named, vocabulary))
        raise _unknown(text, known=known)

    return read


def _unknown(text: str, *, known: Mapping[str, Phrase]) -> MalformedCell:
    ways = tuple(phrase.example or word for word, phrase in known.items())
    return UnknownName(text, known=ways, what="answer")
