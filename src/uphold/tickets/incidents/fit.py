"""Whether a mapping speaks the names of an agreement: priorities and facts, in the agreement's own spelling."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import replace

from uphold.policy.document.agreement import Agreement
from uphold.tickets.incidents.mapping import Mapping, Translated
from uphold.tickets.incidents.problem import Problem, Unreadable, nearest

LATE_FACTS = ("priority", "metric", "trigger", "capability", "hours", "contact made in", "evidence")


def fit_to_agreement(mapping: Mapping, *, agreement: Agreement) -> Mapping:
    """The mapping with every name as the agreement spells it. Raises Unreadable with all names it does not have."""
    fitting = Fitting(mapping, agreement)
    fitted = replace(
        mapping,
        priorities=fitting.all_priorities(mapping.priorities),
        facts={name: fitting.fact(name, value) for name, value in mapping.facts.items()},
    )
    if fitting.problems:
        raise Unreadable(tuple(fitting.problems))
    return fitted


class Fitting:
    """Collects what does not fit, each with its place in the mapping."""

    def __init__(self, mapping: Mapping, agreement: Agreement) -> None:
        self.mapping = mapping
        self.agreement = agreement
        self.problems: list[Problem] = []
        self.priorities = _names_of_priorities(agreement)

    def all_priorities(self, words: Table[str, str]) -> Table[str, str]:
        """As they are where the agreement names none: then they are shown, and decide nothing."""
        return self.spelled(words, self.priorities, "priorities", "a priority") if self.priorities else words

    def spelled(self, words: Table[str, str], known: Table[str, str], path: str, what: str) -> dict[str, str]:
        return {word: self.name(name, known, f"{path}.{word}", what) for word, name in words.items()}

    def name(self, name: str, known: Table[str, str], path: str, what: str) -> str:
        if name.lower() not in known:
            names = tuple(dict.fromkeys(known.values()))
            self.say(path, f"'{name}' is not {what} of {self.agreement.slug}{nearest(name, names)}")
        return known.get(name.lower(), name)

    def fact(self, name: str, value: str | Translated) -> str | Translated:
        known = {fact: each for fact, each in self.agreement.facts.items() if fact not in LATE_FACTS}
        path = f"facts.{name}"
        if name not in known:
            self.say(path, f"'{name}' is not a fact of {self.agreement.slug}{nearest(name, tuple(known))}")
            return value
        values = {each.lower(): each for each in known[name].values}
        if isinstance(value, str):
            return self.name(value, values, path, f"a value of '{name}'") if values else value
        if not values:
            return value
        return Translated(
            value.column, self.spelled(value.values, values, f"{path}.values", f"a value of '{name}'")
        )

    def say(self, path: str, text: str) -> None:
        place = self.mapping.place_of(path)
        self.problems.append(Problem(self.mapping.file, place.line, place.column, text))


def _names_of_priorities(agreement: Agreement) -> dict[str, str]:
    entries = agreement.entries.get("priority", ())
    names = {also.lower(): entry.name for entry in entries for also in entry.also}
    return {**names, **{entry.name.lower(): entry.name for entry in entries}}
