"""Whatever a file holds, reading goes on to its end, and every line of it is kept or given back."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.tickets.incidents.logs import HEAD, MAPPING, PRESENT, mapping, row
from uphold.tickets.incidents.plan import Plan, plan_import

GOOD = row("2/3/2026 10:00", number="I-0")
CHARACTERS = some.characters(codec="utf-8", exclude_characters="\n")
NASTY = some.sampled_from(
    ['"', ",", "\x00", "\udcff", "\r", "\t", "?", "I-1", "2/3/2026 09:00", "New", "P3", GOOD]
)
LINES = some.lists(some.lists(some.one_of(NASTY, CHARACTERS), max_size=14).map("".join), max_size=12)


def read_as_log(lines: list[str], *, by: str) -> Plan:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        path.write_bytes("\n".join((HEAD, *lines)).encode("utf-8", "surrogateescape"))
        return plan_import(path, mapping=mapping(by), at=PRESENT)


def given_back(plan: Plan) -> list[tuple[int, str]]:
    kept = [(kept.line, kept.raw) for incident in plan.incidents for kept in incident.rows]
    return kept + [(rejected.line, rejected.raw) for rejected in plan.rejected]


@given(lines=LINES)
@settings(deadline=None)
def test_without_quoting_every_line_is_kept_or_given_back_as_it_was(lines: list[str]) -> None:
    lines = [f"{place}{line}" for place, line in enumerate(lines)]

    plan = read_as_log(lines, by=MAPPING.replace("file:\n", "file:\n  quote: none\n"))

    written = [(place, line.removesuffix("\r")) for place, line in enumerate(lines, start=2)]
    assert sorted(given_back(plan)) == written


@given(lines=LINES)
@settings(deadline=None)
def test_with_quoting_no_line_is_swallowed(lines: list[str]) -> None:
    plan = read_as_log([*lines, GOOD], by=MAPPING)

    texts = [raw for _, raw in given_back(plan)]
    lost = [
        line for line in lines if line.strip() and not any(line.removesuffix("\r") in raw for raw in texts)
    ]
    assert lost == []
    assert plan.repeated_count >= 0
