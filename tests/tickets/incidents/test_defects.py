"""Every malformed row is given back with line, column, field and reason, and the rows around it come in."""

import gzip
from pathlib import Path

import pytest

from tests.tickets.incidents.logs import HEAD, MAPPING, PRESENT, mapping, plan, row, write_log
from uphold.tickets.incidents.plan import plan_import
from uphold.tickets.incidents.problem import Unreadable
from uphold.tickets.incidents.rejects import write_rejects

GOOD = (row("2/3/2026 09:00", count=0), row("2/3/2026 11:00", "Solved", count=9))
AT_TEN = "2/3/2026 10:00"


@pytest.mark.parametrize(
    ("defect", "column", "field", "reason"),
    [
        (row(AT_TEN, "-100"), 7, "state", "The state '-100' is not in the mapping; known are"),
        (row(AT_TEN, "Sovled"), 7, "state", "The state 'Sovled' is not in the mapping; did you mean 'Solved'?"),
        (row(AT_TEN, priority="P9"), 41, "priority", "The priority 'P9' is not in the mapping; known are P1, P2, P3"),
        (row(AT_TEN, priority="?"), 41, "priority", "The field is empty, and the import needs it."),
        (row("30/2/2026 10:00"), 26, "changed", "'30/2/2026 10:00' is not a date written as %d/%m/%Y %H:%M."),
        (row("2026-03-02"), 26, "changed", "'2026-03-02' is not a date written as %d/%m/%Y %H:%M."),
        (row("1/3/2026 10:00"), 26, "changed", "The change is older than the opening (2/3/2026 09:00)."),
        (row("2/3/0206 10:00"), 26, "changed", "'2/3/0206 10:00' lies before 1970."),
        (row("2/3/2027 10:00"), 26, "changed", "'2/3/2027 10:00' lies in the future."),
        (row(AT_TEN, opened="3/2/2026 08:00"), 11, "opened", "The other rows say another opening."),
        (row(AT_TEN, count="many"), 5, "count", "'many' is not a whole number."),
        (row(AT_TEN, number="?"), 1, "number", "The field is empty, and the import needs it."),
        (row(AT_TEN, number="N" * 61), 1, "number", "61 characters are too many; at most 60 fit."),
        (row(AT_TEN, matter="caf\udce9"), 72, "matter", "The byte 0xE9 is not utf-8."),
        (row(AT_TEN, matter="a\x00b"), 72, "matter", "The character 0 stands in the field."),
        (row(AT_TEN) + ",more", 85, "", "12 fields stand here instead of 11."),
        ("I-1,1,New", 10, "", "3 fields stand here instead of 11."),
        (row(AT_TEN, matter='"no end'), 72, "", "A quote is opened here and never closed."),
        (row(AT_TEN, matter='"no" end'), 76, "", "After a closing quote the field must end."),
        (HEAD, 1, "", "The head of the columns stands here again."),
    ],
)  # fmt: skip
def test_a_defect_is_found_at_its_place_and_stops_nothing(
    tmp_path: Path, defect: str, column: int, field: str, reason: str
) -> None:
    result = plan(tmp_path, GOOD[0], defect, GOOD[1])

    (rejected,) = result.rejected
    assert (rejected.line, rejected.column, rejected.field) == (3, column, field)
    assert rejected.reason.startswith(reason)
    assert rejected.raw == defect
    assert [kept.line for kept in result.incidents[0].rows] == [2, 4]
    assert result.row_count == 3


def test_a_quoted_field_may_run_over_lines_and_hold_the_delimiter(tmp_path: Path) -> None:
    result = plan(tmp_path, row(AT_TEN, matter='"one, two\nand ""three"""'), row(AT_TEN, number="I-2"))

    assert [incident.subject for incident in result.incidents] == ['one, two and "three"', "No dial tone"]
    assert result.rejected == ()


def test_an_unclosed_quote_does_not_swallow_the_rows_below_it(tmp_path: Path) -> None:
    below = [row(AT_TEN, number=f"I-{number}") for number in range(2, 100)]

    result = plan(tmp_path, row(AT_TEN, matter='"open'), *below)

    assert len(result.incidents) == 98
    assert [each.line for each in result.rejected] == [2]


def test_without_quoting_a_quote_is_a_character_like_others(tmp_path: Path) -> None:
    by = MAPPING.replace("file:\n", "file:\n  quote: none\n")

    (incident,) = plan(tmp_path, row(AT_TEN, matter='12" screen'), by=by).incidents

    assert incident.subject == '12" screen'


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_no_defects(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(("\ufeff" + "\r\n".join((HEAD, *GOOD, "", ""))).encode())

    result = plan_import(path, mapping=mapping(), at=PRESENT)

    assert (result.row_count, result.accepted_count, result.rejected) == (2, 2, ())


def test_a_compressed_log_is_known_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    path = write_log(tmp_path, *GOOD)
    path.write_bytes(gzip.compress(path.read_bytes()))

    assert plan_import(path, mapping=mapping(), at=PRESENT).accepted_count == 2


def test_a_compressed_log_that_breaks_off_says_so_and_brings_in_what_could_be_read(tmp_path: Path) -> None:
    rows = [row(AT_TEN, number=f"I-{number}", matter=f"{number * 7919 % 9973}") for number in range(5000)]
    path = write_log(tmp_path, *rows)
    whole = gzip.compress(path.read_bytes())
    path.write_bytes(whole[: len(whole) // 2])

    result = plan_import(path, mapping=mapping(), at=PRESENT)

    assert 1000 < len(result.incidents) < 5000
    assert result.rejected[-1].reason == "The file breaks off here: what follows could not be unpacked."


@pytest.mark.parametrize(
    ("head", "problems"),
    [
        (HEAD.replace("priority", "prio"), ["log.csv:1:1: The column 'priority' of the mapping is not here"]),
        (
            HEAD.replace("caller", "state"),
            ["log.csv:1:14: The column 'state' stands", "log.csv:1:44: The column 'state'"],
        ),
        ('number,"state', ["log.csv:1:8: The quotes of the head do not match."]),
    ],
)
def test_a_head_that_does_not_fit_stops_the_import_before_it_begins(
    tmp_path: Path, head: str, problems: list[str]
) -> None:
    with pytest.raises(Unreadable) as caught:
        plan(tmp_path, *GOOD, head=head)

    said = [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert len(said) == len(problems)
    assert all(each.startswith(start) for each, start in zip(said, problems, strict=True))


def test_an_empty_file_is_no_log(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.touch()

    with pytest.raises(Unreadable) as caught:
        plan_import(path, mapping=mapping(), at=PRESENT)

    assert caught.value.problems[0].text == "The file is empty: not even a head of columns."


def test_rejected_rows_are_written_out_byte_for_byte(tmp_path: Path) -> None:
    result = plan(tmp_path, row(AT_TEN, matter="caf\udce9"), row(AT_TEN, "-100", matter='"a, b"'))

    write_rejects(tmp_path / "rejects.csv", result.rejected, encoding="utf-8")

    head, first, second = (tmp_path / "rejects.csv").read_bytes().splitlines()
    assert head == b"line,column,field,reason,row"
    assert first.startswith(b'2,72,matter,The byte 0xE9 is not utf-8.,"I-1,0,New,')
    assert first.endswith(b',caf\xe9"')
    assert second.startswith(b"3,7,state,")
    assert second.endswith(b',""a, b"""')
