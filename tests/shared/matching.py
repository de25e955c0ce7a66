"""How an answer is compared with what a worked case expects of it: only by the keys that the case names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

YES_NO = {"yes": True, "no": False}
NOTHING: tuple[object, ...] = (None, "", [], {}, "not said", "none")
STEP = re.compile(r"(?P<key>[^.\[]+)(?:\[(?P<name>[^=\]]+)=(?P<value>[^\]]+)\])?")


def mismatches(expected: object, actual: object, *, path: str = "") -> list[str]:
    """Every place at which the answer is not as expected; none when it matches.

    Objects match by the keys given, each element expected matches some element, words match without regard to case,
    yes and no are true and false, instants match with their offset, one value matches a list that contains it.
    """
    if isinstance(expected, Mapping):
        return _object_mismatches(expected, actual, path=path)
    if isinstance(expected, list):
        return _list_mismatches(expected, actual, path=path)
    candidates = actual if isinstance(actual, list) else [actual]
    if any(is_same(expected, candidate) for candidate in candidates):
        return []
    return [f"{path}: expected {expected!r}, found {actual!r}"]


def is_same(expected: object, actual: object) -> bool:
    """Whether two plain values say the same."""
    if expected is None or actual is None:
        return expected is actual
    one, other = plain(expected), plain(actual)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one == other and one.utcoffset() == other.utcoffset()
    return type(one) is type(other) and one == other


def plain(value: object) -> object:
    """Yes and no as booleans, instants as such, other words in lower case."""
    if not isinstance(value, str):
        return value
    if value.casefold() in YES_NO:
        return YES_NO[value.casefold()]
    if "T" in value:
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            return value.casefold()
        return at if at.tzinfo is not None else value.casefold()
    return value.casefold()


def present(path: str, answer: object) -> list[object]:
    """What a path that should be absent leads to; none when it leads nowhere or only to nothing."""
    return [value for value in values_at(path, answer) if value not in NOTHING]


def values_at(path: str, answer: object) -> Iterator[object]:
    """The values a path leads to: `targets[metric=resolution].due` takes the elements whose metric is that."""
    if not path:
        yield answer
        return
    step = STEP.match(path)
    if step is None:
        raise ValueError(f"{path!r} is not a path.")
    rest = path[step.end() :].removeprefix(".")
    for holder in answer if isinstance(answer, list) else [answer]:
        if not isinstance(holder, Mapping) or step["key"] not in holder:
            continue
        found = holder[step["key"]]
        for element in found if isinstance(found, list) and (rest or step["name"]) else [found]:
            if step["name"] is None or _is_chosen(element, step["name"], step["value"]):
                yield from values_at(rest, element)


def _is_chosen(element: object, name: str, value: str) -> bool:
    return isinstance(element, Mapping) and is_same(value, element.get(name))


def _object_mismatches(expected: Mapping[str, object], actual: object, *, path: str) -> list[str]:
    if not isinstance(actual, Mapping):
        return [f"{path}: expected an object, found {actual!r}"]
    missing = [f"{path}.{key}: is missing" for key in expected if key not in actual]
    return missing + [
        mismatch
        for key, value in expected.items()
        if key in actual
        for mismatch in mismatches(value, actual[key], path=f"{path}.{key}")
    ]


def _list_mismatches(expected: list[object], actual: object, *, path: str) -> list[str]:
    candidates = actual if isinstance(actual, list) else [actual]
    found: list[str] = []
    for place, element in enumerate(expected):
        tries = [mismatches(element, each, path=f"{path}[{place}]") for each in candidates]
        if not any(not each for each in tries):
            nearest = min(
                tries, key=len, default=[f"{path}[{place}]: expected {element!r}, found an empty list"]
            )
            found += nearest
    return found
