"""`uphold import incidents` and `uphold report compliance`, as an operator meets them."""

import json
from argparse import ArgumentParser
from pathlib import Path

import pytest

from tests.tickets.incidents.desk import published
from tests.tickets.incidents.logs import MAPPING, row, write_log
from uphold.command import import_incidents, report
from uphold.kit.environment import Misconfigured
from uphold.tickets.models import Ticket

pytestmark = pytest.mark.django_db
GOOD = (row("2/3/2026 09:00", count=0), row("2/3/2026 11:00", "Solved", count=1))


def run_import(folder: Path, *more: str, rows: tuple[str, ...] = GOOD, by: str = MAPPING) -> int:
    (folder / "map.yaml").write_text(by, encoding="utf-8")
    words = [
        str(write_log(folder, *rows)),
        "--map",
        str(folder / "map.yaml"),
        "--agreement",
        "stratelegy",
        *more,
    ]
    parser = ArgumentParser()
    import_incidents.configure(parser)
    return import_incidents.run(parser.parse_args(words))


def run_report(*words: str) -> int:
    parser = ArgumentParser()
    report.configure(parser)
    return report.run(parser.parse_args(words))


def lines_of(said: str) -> dict[str, str]:
    """The rows of the printed table, by their label."""
    cells = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in said.splitlines()
        if line.count("│") == 3
    ]
    return {each[0]: each[1] for each in cells}


def test_an_import_says_what_came_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published()

    code = run_import(tmp_path, rows=(*GOOD, GOOD[1], row("2/3/2026 12:00", "-100", count=2)))

    told = lines_of(capsys.readouterr().out)
    assert code == 0
    assert told["agreement"] == "stratelegy 1, Stratelegy"
    assert (told["rows in the log"], told["rows that came in"], told["rows rejected"]) == ("4", "2", "1")
    assert (told["rows said twice"], told["new tickets"]) == ("1", "1")


def test_a_dry_run_says_the_same_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()

    run_import(tmp_path, "--dry-run")

    told = lines_of(capsys.readouterr().out)
    assert (told["rows that would come in"], told["new tickets"], told["tickets that grow"]) == (
        "2",
        "1",
        "0",
    )
    assert not Ticket.objects.exists()


def test_a_dry_run_after_an_import_tells_what_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    run_import(tmp_path, rows=GOOD[:1])
    capsys.readouterr()

    run_import(tmp_path, "--dry-run")

    told = lines_of(capsys.readouterr().out)
    assert (told["rows that would come in"], told["rows that are here already"]) == ("1", "1")
    assert (told["new tickets"], told["tickets that grow"]) == ("0", "1")


def test_rejected_rows_are_shown_and_written_to_the_file_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    bad = tuple(row("2/3/2026 12:00", "-100", number=f"I-{number}") for number in range(25))

    code = run_import(tmp_path, "--rejects", str(tmp_path / "rejects.csv"), rows=(*GOOD, *bad))

    said = capsys.readouterr().out
    assert code == 0
    assert "4:7: state: The state '-100' is not in the mapping" in said
    assert "... and 5 more." in said
    assert len((tmp_path / "rejects.csv").read_text().splitlines()) == 26
    assert Ticket.objects.count() == 1


def test_a_mapping_that_does_not_fit_stops_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()

    code = run_import(
        tmp_path, by=MAPPING.replace("P1: Urgent", "P1: Urgnt").replace("Phone: Tele", "Phone: Tile")
    )

    said = capsys.readouterr().out
    assert code == 1
    assert "map.yaml:24:7: 'Urgnt' is not a priority of stratelegy; did you mean 'Urgent'?" in said
    assert "map.yaml:32:14: 'Tilephone' is not a value of 'channel' of stratelegy" in said
    assert not Ticket.objects.exists()


def test_an_agreement_that_is_not_published_is_named_with_those_that_are(tmp_path: Path) -> None:
    published("sangoma", name="Sangoma", prefix="SAN")

    with pytest.raises(Misconfigured) as refused:
        run_import(tmp_path)

    assert str(refused.value) == "No version of 'stratelegy' is published; published are sangoma."


def test_an_agreement_of_two_providers_needs_the_name_of_one(tmp_path: Path) -> None:
    published()
    published(name="Northwind", prefix="NOR")

    with pytest.raises(Misconfigured) as refused:
        run_import(tmp_path)
    run_import(tmp_path, "--provider", "Northwind")

    assert (
        str(refused.value)
        == "'stratelegy' is an agreement of Northwind, Stratelegy: say which with --provider."
    )
    assert Ticket.objects.get().number == "NOR-1"


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    published()
    parser = ArgumentParser()
    import_incidents.configure(parser)

    with pytest.raises(Misconfigured) as refused:
        import_incidents.run(
            parser.parse_args(["nowhere.csv", "--map", "servicenow", "--agreement", "stratelegy"])
        )

    assert str(refused.value) == "nowhere.csv: No such file or directory."


def test_the_report_prints_a_row_for_each_promise_and_priority(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    run_import(tmp_path)
    capsys.readouterr()

    run_report("--agreement", "stratelegy")

    said = capsys.readouterr().out
    assert said.splitlines()[0].strip() == "stratelegy, Stratelegy"
    assert [line.split() for line in said.splitlines() if "Medium" in line] == [
        ["first", "response", "Medium", "-", "1", "-"],
        ["resolution", "Medium", "1", "-", "100.0", "%"],
    ]


def test_the_report_is_given_to_programs_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published()
    run_import(tmp_path)
    capsys.readouterr()

    run_report("--json", "--provider", "Stratelegy")

    resolution = json.loads(capsys.readouterr().out)[1]
    assert (resolution["promise"], resolution["priority"], resolution["met_permille"]) == (
        "resolution",
        "Medium",
        1000,
    )
    assert resolution["counts"] == {
        "met": 1,
        "missed": 0,
        "running": 0,
        "paused": 0,
        "superseded": 0,
        "taken away": 0,
        "none promised": 0,
        "not in the log": 0,
    }


def test_a_desk_without_promises_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    run_report()

    assert capsys.readouterr().out == "No promises are recorded yet.\n"
