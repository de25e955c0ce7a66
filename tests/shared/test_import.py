"""The real log of incidents comes in whole, each incident once, and its figures agree with an independent count."""

import csv
import gzip
import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.reports.counting import NEW_YORK, is_met, spans_at_work
from tests.tickets.incidents.desk import published
from uphold.command import import_incidents, report
from uphold.journal.models import Entry
from uphold.tickets.models import Promise, Ticket

LOG = Path(__file__).resolve().parents[3] / "shared/tickets/uci_servicenow/incident_event_log_sample.csv.gz"
STEADY_COUNT = 1813
PRIORITIES = {"3 - Moderate": "Medium", "4 - Low": "Low"}
pytestmark = [
    pytest.mark.skipif(not LOG.exists(), reason="the shared material is not here"),
    pytest.mark.django_db,
    pytest.mark.timeout(180),
]


def run_import(*more: str) -> int:
    parser = ArgumentParser()
    import_incidents.configure(parser)
    return import_incidents.run(
        parser.parse_args([str(LOG), "--map", "servicenow", "--agreement", "stratelegy", *more])
    )


def compliance(capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str | None], dict[str, int]]:
    parser = ArgumentParser()
    report.configure(parser)
    capsys.readouterr()
    report.run(parser.parse_args(["--agreement", "stratelegy", "--json"]))
    lines = json.loads(capsys.readouterr().out)
    return {(each["promise"], each["priority"]): each["counts"] for each in lines}


def test_a_dry_run_says_what_would_come_in_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    published()

    code = run_import("--dry-run")

    said = capsys.readouterr().out
    assert code == 0
    assert "12,372" in said
    assert "10191:12: incident_state: The state '-100' is not in the mapping" in said
    assert not Ticket.objects.exists()


def test_the_log_comes_in_once_and_its_figures_are_right(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    published()

    run_import("--rejects", str(tmp_path / "rejects.csv"))

    assert Ticket.objects.filter(is_history=True, status="closed").count() == 2000
    with (tmp_path / "rejects.csv").open(newline="") as file:
        rejected = list(csv.DictReader(file))
    assert [each["line"] for each in rejected] == ["10191", "10192", "10845", "10846", "10847"]
    counts = compliance(capsys)
    assert sum(line["not in the log"] for line in counts.values()) == 2000
    assert sum(sum(line.values()) for (metric, _), line in counts.items() if metric == "resolution") == 2000
    promises = Promise.objects.filter(metric="resolution")
    stored = dict(promises.values_list("ticket__external_key", "state"))
    counted = {f"servicenow:{number}": "met" if met else "missed" for number, met in steady_incidents()}
    assert {key: stored[key] for key in counted} == counted
    assert len(counted) == STEADY_COUNT
    before = Entry.objects.count()
    run_import()
    assert Entry.objects.count() == before


def steady_incidents() -> Iterator[tuple[str, bool]]:
    """Incidents that kept one priority with a time to solve, and whether they were solved within it."""
    rows = defaultdict(list)
    with gzip.open(LOG, "rt", encoding="utf-8") as file:
        for each in csv.DictReader(file):
            if each["incident_state"] != "-100":
                rows[each["number"]].append(each)
    for number, history in rows.items():
        priorities = {each["priority"] for each in history}
        if len(priorities) == 1 and priorities <= set(PRIORITIES):
            priority = PRIORITIES[priorities.pop()]
            moves = [(instant(each["sys_updated_at"]), each["incident_state"]) for each in history]
            spans = spans_at_work(instant(history[0]["opened_at"]), moves)
            yield number, is_met(spans, priority=priority)


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=NEW_YORK)
