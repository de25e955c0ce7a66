"""Asking without a ticket: the page answers what the command answers to the same scenario."""

import html
import io
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cast.agreements import NORTHWIND
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.command.frame import run_program
from uphold.kit import stopped_at
from uphold.tickets.models import Ticket

HERE = "/desk/agreements/northwind/1/ask"
TEN = at("2026-06-09 10:00")
CASES: dict[str, dict[str, Any]] = {
    "nothing known": {"opened": "2026-06-09T10:00"},
    "a high fault with its logs": {
        "opened": "2026-06-09T16:00",
        "fact:request": "Fault",
        "fact:impact": "Everyone",
        "evidence": ["Logs"],
    },
    "work that is the customer's fault": {
        "opened": "2026-06-09T10:00",
        "fact:request": "Fault",
        "fact:fault": "customer",
        "worked_from": "2026-06-09T10:30",
        "worked_to": "2026-06-09T11:15",
    },
    "an account that is long overdue": {
        "opened": "2026-06-09T10:00",
        "fact:request": "Question",
        "invoice_due": "2026-05-01",
    },
}


@pytest.mark.parametrize("name", CASES)
def test_the_page_answers_what_the_command_answers(
    *,
    name: str,
    cast: Cast,
    as_person: AsPerson,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = page(CASES[name], cast, as_person)
    document = tmp_path / "northwind.md"
    document.write_text(NORTHWIND, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(scenario_in(text)))

    code = run_program(["agreement", "ask", str(document)])
    told = json.loads(capsys.readouterr().out)

    assert code == 0
    assert answer_to("Priority", text) == (told["priority"]["value"] or "not said")
    assert answer_to("Service", text) == (told["service"]["value"] or "not said")
    assert answer_to("Admission at Tue 9 Jun", text).split(" · ")[0] == told["admission"][0]["answer"]
    assert answer_to("Charge", text) == charge_said(told["charge"])
    assert dues_in(text) == [instant(each["due"]) for each in told["targets"] if each["state"] == "running"]
    assert answer_to("Overdue account", text) == standing_said(told["standing"][0])


def test_only_facts_that_some_row_asks_or_others_follow_from_are_offered(
    cast: Cast, as_person: AsPerson
) -> None:
    text = page({}, cast, as_person)

    assert set(re.findall(r'name="fact:([^"]+)"', text)) == {
        "request",
        "impact",
        "cause",
        "fault",
        "documented",
    }
    assert "Nothing asked yet" in text


def test_work_that_ends_before_it_begins_is_said_so(cast: Cast, as_person: AsPerson) -> None:
    case = {
        "opened": "2026-06-09T10:00",
        "worked_from": "2026-06-09T11:00",
        "worked_to": "2026-06-09T10:30",
    }

    with stopped_at(TEN):
        response = as_person(cast.ben).get(HERE, case)

    assert response.status_code == 422
    assert "Work ends after it begins." in response.content.decode()


def test_asking_leaves_no_trace(cast: Cast, as_person: AsPerson) -> None:
    page(CASES["a high fault with its logs"], cast, as_person)

    assert Ticket.objects.count() == 0


def page(case: dict[str, Any], cast: Cast, as_person: AsPerson) -> str:
    with stopped_at(TEN):
        response = as_person(cast.ben).get(HERE, case)
    assert response.status_code == 200
    return response.content.decode()


def scenario_in(text: str) -> str:
    """The scenario as the page shows it."""
    found = re.search(r"<pre[^>]*>(.*?)</pre>", text, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def answer_to(question: str, text: str) -> str:
    """What stands in bold beside a question."""
    found = re.search(rf'<p class="quiet">{question}[^<]*</p>.*?<b>(.*?)</b>', text, re.DOTALL)
    assert found is not None, question
    return html.unescape(found[1])


def dues_in(text: str) -> list[datetime]:
    """When the promises of the page are due."""
    heads = re.findall(r'<div class="target-head">.*?</div>', text, re.DOTALL)
    dues = [re.search(r'badge-(?:running|soon).*?datetime="([^"]+)"', head, re.DOTALL) for head in heads]
    return [instant(due[1]) for due in dues if due]


def instant(written: str) -> datetime:
    return datetime.fromisoformat(written)


def charge_said(charge: dict[str, Any]) -> str:
    if charge["state"] == "pending":
        return "not decided yet; nothing is issued meanwhile"
    return "no charge" if charge["amount"] == "0.00" else f"€{charge['amount']}"


def standing_said(standing: dict[str, Any]) -> str:
    days = standing["days_past_due"]
    return f"{days} days overdue, not suspended" if days else "in good standing"
