"""Cases told in YAML: times by the wall clock of the agreement, and what must be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from uphold.policy.document import bind, read
from uphold.policy.document.agreement import Agreement

HERE = Path(__file__).parent
AGREEMENTS = HERE.parents[2] / "agreements"
WALL_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?")
ANNEX = """---
agreement: annex
title: Annex
version: 1
effective: 2026-01-01
amends: {amends}
---
"""
OF_THE_SCENARIO = ("opened", "at", "zone", "facts", "events", "work", "account", "windows")


def told_cases() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every case, with the agreement it is about."""
    for path in sorted(HERE.glob("*.yaml")):
        told = YAML(typ="safe", pure=True).load(path.read_text())
        yield from ((told["agreement"], case) for case in told["cases"])


@cache
def shipped(slug: str) -> Agreement:
    """An agreement that we ship."""
    found = read((AGREEMENTS / f"{slug}.md").read_text(), path=f"{slug}.md").agreement
    assert found is not None
    return found


def amended(agreement: Agreement, tables: str) -> Agreement:
    """The agreement bound with an annex of these tables, in its clause `annex`."""
    text = f"{ANNEX.format(amends=agreement.slug)}\n## Annex {{#annex}}\n\n{tables}"
    found = read(text, path="annex.md", onto=agreement)
    assert found.errors == ()
    assert found.agreement is not None
    return bind(agreement, [found.agreement])


def in_utc(told: object, *, zone: str) -> Any:  # noqa: ANN401 - JSON
    """The same with every time of the wall clock as an instant in UTC; of one that comes twice the first."""
    if isinstance(told, Mapping):
        return {name: in_utc(value, zone=zone) for name, value in told.items()}
    if isinstance(told, list):
        return [in_utc(value, zone=zone) for value in told]
    if isinstance(told, datetime):
        told = told.isoformat(sep=" ")
    if isinstance(told, str) and WALL_TIME.fullmatch(told):
        at = datetime.fromisoformat(told).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        return at.isoformat().replace("+00:00", "Z")
    return told


def scenario_of(case: Mapping[str, Any], *, zone: str) -> Any:  # noqa: ANN401 - JSON
    """The part of a case that is asked."""
    return in_utc({key: case[key] for key in OF_THE_SCENARIO if key in case}, zone=zone)
