"""Rounding: rules that an agreement names in words ("half up to the cent", "up to the minute")."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Direction(StrEnum):
    """Which whole multiple is taken. Half up takes the higher of two that are equally near."""

    UP = "up"
    DOWN = "down"
    HALF_UP = "half up"
    HALF_EVEN = "half even"


DIRECTIONS = (
    ("half even", Direction.HALF_EVEN),
    ("half up", Direction.HALF_UP),
    ("nearest", Direction.HALF_UP),
    ("down", Direction.DOWN),
    ("up", Direction.UP),
    ("started", Direction.UP),
)
STEP_SECONDS = {"second": 1, "minute": 60, "quarter": 900, "half": 1800, "hour": 3600}
STEP_MONEY = {"cent": Decimal("0.01"), "tenth": Decimal("0.1"), "unit": Decimal(1), "dollar": Decimal(1)}
AMOUNT_OF_STEPS = re.compile(r"(\d+)[ -](second|minute|hour)s?")


class UnknownRounding(ValueError):
    """The words name no rule of rounding."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"'{words}' is not a rounding; write it like 'half up to the cent' or 'up to the minute'."
        )


@dataclass(frozen=True, slots=True)
class Rounding:
    """A direction and the step that results are whole multiples of; amounts come exact, as fractions.

    >>> Rounding(Direction.UP, Decimal(60)).of(Fraction(61))
    Decimal('120')
    """

    direction: Direction
    step: Decimal

    def of(self, amount: Fraction | Decimal | int) -> Decimal:
        """The amount rounded to a whole multiple of the step."""
        return whole(Fraction(amount) / Fraction(self.step), direction=self.direction) * self.step


def whole(steps: Fraction, *, direction: Direction) -> int:
    """A number of steps, rounded.

    >>> whole(Fraction(5, 2), direction=Direction.HALF_EVEN), whole(Fraction(5, 2), direction=Direction.HALF_UP)
    (2, 3)
    """
    match direction:
        case Direction.UP:
            return math.ceil(steps)
        case Direction.DOWN:
            return math.floor(steps)
        case Direction.HALF_UP:
            return math.floor(steps + Fraction(1, 2))
        case Direction.HALF_EVEN:
            return round(steps)


TO_THE_CENT = Rounding(Direction.HALF_UP, Decimal("0.01"))
"""How money is rounded where an agreement does not say."""
UP_TO_THE_CREDIT = Rounding(Direction.UP, Decimal(1))
"""Credits are whole: what is left of one is drawn whole."""


def money_rounding(words: str) -> Rounding:
    """The rule for money that the words name. Raises UnknownRounding.

    >>> money_rounding("half up to the cent").of(Decimal("0.125"))
    Decimal('0.13')
    """
    step = next((step for name, step in STEP_MONEY.items() if name in words.casefold()), None)
    if step is None:
        raise UnknownRounding(words)
    return Rounding(_direction(words), step)


def time_rounding(words: str) -> Rounding:
    """The rule for seconds that the words name. Raises UnknownRounding.

    >>> time_rounding("up to 15 minutes").of(901)
    Decimal('1800')
    """
    plain = words.casefold()
    counted = AMOUNT_OF_STEPS.search(plain)
    if counted is not None:
        step = int(counted[1]) * STEP_SECONDS[counted[2]]
    else:
        step = next((seconds for name, seconds in STEP_SECONDS.items() if name in _unit_named(plain)), 0)
    if step == 0:
        raise UnknownRounding(words)
    return Rounding(_direction(words), Decimal(step))


def up_to(seconds: int) -> Rounding:
    """Started increments: `15 minutes` bills each started quarter of an hour whole.

    >>> up_to(900).of(1)
    Decimal('900')
    """
    return Rounding(Direction.UP, Decimal(seconds))


def _unit_named(plain: str) -> str:
    """The words without "half up" and "half even", where half names a direction and no unit."""
    return plain.replace("half up", "").replace("half even", "")


def _direction(words: str) -> Direction:
    for name, direction in DIRECTIONS:
        if name in words.casefold():
            return direction
    raise UnknownRounding(words)
