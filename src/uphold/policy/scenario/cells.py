"""Cells as narrow values: the name, the words, the yes or no that a term states, or None where it states none."""

from __future__ import annotations

from decimal import Decimal

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.terms import (
    Answer,
    AsSoonAsPossible,
    CreditRate,
    Day,
    Duration,
    EndOfBusinessDay,
    Free,
    Money,
    Names,
    Number,
    Rate,
    Share,
    Term,
    Unsaid,
    Words,
    YesNo,
)

YES, NO = frozenset({"yes"}), frozenset({"no"})


def one(name: str) -> FactValue:
    """The value of a fact that is one name.

    >>> one("Urgent")
    frozenset({'Urgent'})
    """
    return frozenset({name})


def name_in(term: Term | None) -> str | None:
    """The first name a cell states, or its words."""
    if isinstance(term, Names):
        return term.names[0] if term.names else None
    if isinstance(term, Words):
        return term.text
    return "yes" if term == YesNo(is_yes=True) else "no" if term == YesNo(is_yes=False) else None


def names_in(term: Term | None) -> tuple[str, ...]:
    """All the names a cell states."""
    return term.names if isinstance(term, Names) else ()


def is_yes(term: Term | None) -> bool:
    """Whether the cell says yes; an empty one does not."""
    return isinstance(term, YesNo) and term.is_yes


def amount_of(money: Decimal) -> str:
    """Money as people and programs read it.

    >>> amount_of(Decimal(125))
    '125.00'
    """
    return f"{money:.2f}"


def words_of(term: Term | None) -> str | None:
    """What a cell states, in words; None where it is empty or says nothing.

    >>> from uphold.policy.decide.terms import Unit
    >>> words_of(Duration(Decimal(8), Unit.BUSINESS_HOUR, is_best_effort=True))
    '8 business hours, best effort'
    """
    if term is None or isinstance(term, Unsaid):
        return None
    if isinstance(term, Duration | EndOfBusinessDay | AsSoonAsPossible):
        return _time_words(term)
    if isinstance(term, Rate | CreditRate | Money | Share):
        return _price_words(term)
    return _plain_words(term)


def _time_words(term: Duration | EndOfBusinessDay | AsSoonAsPossible) -> str:
    suffix = ", best effort" if term.is_best_effort else ""
    suffix += ", or as agreed" if term.is_as_agreed else ""
    if isinstance(term, AsSoonAsPossible):
        return f"as soon as possible{suffix}"
    if isinstance(term, EndOfBusinessDay):
        return f"end of the {'next ' if term.days_ahead else ''}business day{suffix}"
    unit = term.unit.value if term.count == 1 else f"{term.unit.value}s"
    if term.hours is not None:
        unit = term.hours if term.hours.casefold().endswith("hours") else f"{term.hours} {unit}"
    every = "every " if term.is_repeated else ""
    return f"{every}{term.count:f} {unit}{suffix}"


def _price_words(term: Rate | CreditRate | Money | Share) -> str:
    if isinstance(term, Rate):
        return f"{amount_of(term.money.amount)} per {term.per}"
    if isinstance(term, CreditRate):
        return f"{term.credits:f} credit{'' if term.credits == 1 else 's'} per {term.per}"
    if isinstance(term, Money):
        return amount_of(term.amount)
    return f"{term.percent:f} % of {term.of}"


def _plain_words(term: Answer | Names | Words | YesNo | Number | Day | Free) -> str:
    match term:
        case Answer():
            return " ".join((term.word, *term.subjects))
        case Names():
            return ", ".join(term.names)
        case Words():
            return term.text
        case YesNo():
            return "yes" if term.is_yes else "no"
        case Number():
            return f"{term.value:f}"
        case Day():
            return term.on.isoformat()
        case Free():
            return term.word
