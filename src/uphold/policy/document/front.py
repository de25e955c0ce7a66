"""Front matter: who agrees on what, since when, in which zone and currency."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

from uphold.policy.charges.minor_units import MOST_DIGITS_KEPT, is_kept, minor_digits
from uphold.policy.document.cells.currencies import CURRENCIES
from uphold.policy.document.cells.words import date_of, zone_name
from uphold.policy.document.findings import Findings
from uphold.policy.document.names import MalformedCell, nearest
from uphold.policy.document.problem import Severity

REQUIRED = ("agreement", "title", "version", "effective", "provider", "timezone", "currency")
OPTIONAL = ("supersedes", "amends", "language")
INHERITED = frozenset({"provider", "timezone", "currency"})
"""What an annex may leave to the agreement that it amends."""
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FENCE, ENDS = "---", frozenset({"---", "..."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front matter as read; a value that could not be read stands as its default."""

    values: Mapping[str, str]
    effective_on: date
    timezone: str
    currency: str
    is_complete: bool
    length: int


@dataclass(frozen=True, slots=True)
class Amended:
    """What an annex takes from the agreement that it amends, and must not contradict."""

    slug: str
    provider: str
    timezone: str
    currency: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value as written, and its line."""

    text: str
    line: int


def read_front(lines: Sequence[str], *, amended: Amended | None, findings: Findings) -> Front:
    """The front matter of a document, with its length in lines; what is wrong goes to `findings`."""
    before = len(findings.problems)
    end = _end_of(lines)
    values: dict[str, Value] = {}
    if end is None:
        text = f"the document begins without front matter: {FENCE}, then {keys()}, then {FENCE}"
        findings.error("front.missing", text, at=1)
    else:
        values = _values_of(lines[1:end], findings=findings)
        _check_keys(values, end=end + 1, findings=findings)
    effective_on = _effective(values, findings=findings)
    timezone = _timezone(values, findings=findings)
    currency = _currency(values, findings=findings)
    if amended is not None:
        _check_amended(values, amended=amended, findings=findings)
    errors = [problem for problem in findings.problems[before:] if problem.severity is Severity.ERROR]
    inherited = {"provider": amended.provider} if amended else {}
    return Front(
        values={**inherited, **{key: value.text for key, value in values.items()}},
        effective_on=effective_on,
        timezone=timezone or (amended.timezone if amended else "UTC"),
        currency=currency or (amended.currency if amended else "USD"),
        is_complete=not errors,
        length=0 if end is None else end + 1,
    )


def keys() -> str:
    """The keys that must be there, for a sentence."""
    return ", ".join(f"'{key}:'" for key in REQUIRED)


def _end_of(lines: Sequence[str]) -> int | None:
    if not lines or lines[0].rstrip() != FENCE:
        return None
    return next((at for at, line in enumerate(lines[1:], start=1) if line.rstrip() in ENDS), None)


def _values_of(lines: Sequence[str], *, findings: Findings) -> dict[str, Value]:
    """The scalars as written, so that version 1.10 stays 1.10; composing gives the lines too."""
    try:
        node = YAML().compose("\n".join(lines))
    except MarkedYAMLError as malformed:
        line = malformed.problem_mark.line + 2 if malformed.problem_mark else 1
        findings.error("front.malformed", f"the front matter is not YAML: {malformed.problem}", at=line)
        return {}
    except (YAMLError, ValueError, OverflowError, RecursionError) as malformed:
        findings.error("front.malformed", f"the front matter is not YAML: {malformed}", at=1)
        return {}
    if not isinstance(node, MappingNode):
        findings.error("front.malformed", f"the front matter states no keys; write {keys()}", at=2)
        return {}
    values: dict[str, Value] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, ScalarNode) or not isinstance(value, ScalarNode):
            findings.error(
                "front.malformed", "the front matter takes one value a key, neither lists nor tables", at=line
            )
        elif str(key.value) in values:
            findings.error("front.twice", f"'{key.value}' stands twice in the front matter", at=line)
        else:
            values[str(key.value)] = Value(str(value.value).strip(), line)
    return values


def _check_keys(values: Mapping[str, Value], *, end: int, findings: Findings) -> None:
    known = (*REQUIRED, *OPTIONAL)
    for key, value in values.items():
        near = nearest(key, known)
        if key not in known and near is not None:
            findings.error(
                "front.unknown",
                f"'{key}' is no key of the front matter; did you mean '{near}'?",
                at=value.line,
            )
        elif key not in known:
            findings.note(
                "front.unknown", f"'{key}' is no key of the front matter and is not read", at=value.line
            )
    is_annex = "amends" in values
    for key in (key for key in REQUIRED if not (is_annex and key in INHERITED)):
        if not values.get(key, Value("", end)).text:
            findings.error(
                "front.missing", f"the front matter has no '{key}'; add a line '{key}: ...'", at=end
            )
    slug = values.get("agreement")
    if slug is not None and slug.text and not SLUG.fullmatch(slug.text):
        findings.error(
            "front.slug",
            f"agreement: '{slug.text}' is not a slug; write it like 'support-2026'",
            at=slug.line,
        )


def _effective(values: Mapping[str, Value], *, findings: Findings) -> date:
    value = values.get("effective")
    if value is not None and value.text:
        try:
            return date_of(value.text)
        except MalformedCell as malformed:
            findings.error("front.date", f"effective: {malformed}", at=value.line)
    return date(1970, 1, 1)


def _timezone(values: Mapping[str, Value], *, findings: Findings) -> str | None:
    value = values.get("timezone")
    if value is not None and value.text:
        try:
            zone = zone_name(value.text)
        except MalformedCell as malformed:
            findings.error("front.zone", f"timezone: {malformed}", at=value.line)
        else:
            if zone != "customer":
                return zone
            findings.error(
                "front.zone",
                "timezone: 'customer' is no zone of an agreement; write one like 'America/New_York'",
                at=value.line,
            )
    return None


def _currency(values: Mapping[str, Value], *, findings: Findings) -> str | None:
    value = values.get("currency")
    if value is not None and value.text:
        if value.text in CURRENCIES:
            if not is_kept(value.text):
                text = (
                    f"currency: amounts in {value.text} have {minor_digits(value.text)} digits after the point, "
                    f"and {MOST_DIGITS_KEPT} are kept; agree on another, like 'USD'"
                )
                findings.error("front.currency", text, at=value.line)
            return value.text
        capitals = value.text.upper()
        hint = f"write '{capitals}'" if capitals in CURRENCIES else "write a code of ISO 4217 like 'USD'"
        findings.error("front.currency", f"currency: '{value.text}' is not a currency; {hint}", at=value.line)
    return None


def _check_amended(values: Mapping[str, Value], *, amended: Amended, findings: Findings) -> None:
    amends, currency = values.get("amends"), values.get("currency")
    if amends is not None and amends.text != amended.slug:
        text = f"amends: this annex amends '{amends.text}' and is read with '{amended.slug}'"
        findings.warning("front.amends", text, at=amends.line)
    if currency is not None and currency.text != amended.currency:
        text = f"currency: the agreement that is amended is in {amended.currency}; write '{amended.currency}'"
        findings.error("front.currency", text, at=currency.line)
