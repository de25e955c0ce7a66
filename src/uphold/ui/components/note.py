"""A reading beside the agreed words: how silent or ambiguous text is taken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """`kind` is "Reading" or "Not said"; `about` names the rows it speaks of."""

    kind: str
    text: str
    about: str = ""
