"""Dividing a whole among many by their weights, so that the parts add up to it again."""

from collections.abc import Sequence


def apportioned(whole: int, weights: Sequence[int]) -> list[int]:
    """Parts in whole numbers: rounded down, and what is left goes to those who lost most by it, the first first.

    >>> apportioned(10, [1, 1, 1])
    [4, 3, 3]
    """
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    parts = [whole * weight // total for weight in weights]
    lost = [whole * weight % total for weight in weights]
    for place in sorted(range(len(weights)), key=lambda place: -lost[place])[: whole - sum(parts)]:
        parts[place] += 1
    return parts
