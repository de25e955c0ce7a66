"""The money cases of both agreements, told to stored tickets: what was charged, drawn and given back stands in rows."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cast.shipped import make_shipped_cast
from tests.shared.replaying import Replay, instant
from uphold.credits.checking import check_ledger
from uphold.credits.models import CreditAccount, LedgerEntry, Movement
from uphold.credits.queries import balance
from uphold.journal.models import Entry
from uphold.metering.actions import meter_ticket
from uphold.metering.models import Charge, FaultFile, Settlement
from uphold.metering.queries import charges_of, sums_of
from uphold.policy.scenario.metered import Metered

HERE = Path(__file__).resolve().parents[2]
CASES = HERE.parent / "shared" / "scenarios.jsonl"
MONEY = ("charge", "credits", "refunds")
SCENARIOS = [
    scenario
    for line in (CASES.read_text().splitlines() if CASES.exists() else [])
    if (scenario := json.loads(line)) and scenario["in"].get("work") and set(MONEY) & set(scenario["expect"])
]


@pytest.mark.django_db
@pytest.mark.skipif(not SCENARIOS, reason="the worked cases are not at hand")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_a_worked_case_comes_to_what_the_text_says(scenario: dict[str, Any]) -> None:
    replay = Replay(make_shipped_cast(scenario["agreement"]), scenario["in"])

    metered = replay.run()

    expected = scenario["expect"]
    told = {
        "charge": charge_told(replay, metered),
        "credits": credits_told(replay, metered),
        "refunds": refunds_told(replay),
    }
    compare(expected, told)
    assert check_ledger() == []


@pytest.mark.django_db
@pytest.mark.skipif(not SCENARIOS, reason="the worked cases are not at hand")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_metering_a_worked_case_again_writes_nothing(scenario: dict[str, Any]) -> None:
    replay = Replay(make_shipped_cast(scenario["agreement"]), scenario["in"])
    replay.run()
    before = rows()

    meter_ticket(ticket=replay.ticket, by=replay.cast.ben.actor, at=instant(scenario["in"]["at"]))

    assert rows() == before


def rows() -> tuple[int, ...]:
    kept = (Charge, Settlement, LedgerEntry, FaultFile, Entry)
    return tuple(model.objects.count() for model in kept)


def charge_told(replay: Replay, metered: Metered) -> dict[str, Any]:
    sums, charges = sums_of(replay.ticket), list(charges_of(replay.ticket))
    is_pending = bool(metered.open_facts)
    return {
        "state": "pending" if is_pending else "due" if sums.amount or sums.credits else "none",
        "amount": None if is_pending else f"{sums.amount:.2f}",
        "currency": metered.currency,
        "minimum_seconds": sums.accounted_seconds,
        "cite": [charge.anchor for charge in charges if charge.kind == Charge.Kind.WORK],
        "lines": [
            (
                part.span.starts_at,
                part.span.ends_at,
                part.span.seconds,
                part.citation and part.citation.anchor,
            )
            for part in metered.parts
        ],
    }


def credits_told(replay: Replay, metered: Metered) -> dict[str, Any]:
    account = CreditAccount.objects.filter(organisation=replay.ticket.organisation).first()
    moved = dict.fromkeys(Movement.values, 0)
    for entry in LedgerEntry.objects.filter(reference=replay.ticket.number).prefetch_related("postings"):
        moved[entry.movement] += sum(
            posting.credits for posting in entry.postings.all() if posting.place == "work"
        )
    return {
        "before": replay.scenario.get("account", {}).get("credits"),
        "drawn": moved["draw"] + moved["reversal"],
        "refunded": -moved["refund"],
        "balance": balance(account, at=instant(replay.scenario["at"])).available if account else None,
        "paused_after_seconds": metered.paused_after_seconds,
    }


def refunds_told(replay: Replay) -> list[dict[str, Any]]:
    rows = charges_of(replay.ticket).filter(kind=Charge.Kind.REFUND)
    return [{"problem": row.problem, "credits": -row.credits, "cite": {"anchor": row.anchor}} for row in rows]


def compare(expected: dict[str, Any], told: dict[str, Any]) -> None:
    for name, value in expected.get("credits", {}).items():
        if name != "packages":
            assert (name, told["credits"][name]) == (name, value)
    for refund in expected.get("refunds", ()):
        assert refund in told["refunds"]
    charge = expected.get("charge", {})
    for name in ("state", "amount", "currency"):
        if name in charge:
            assert (name, told["charge"][name]) == (name, charge[name])
    if "minimum_seconds" in charge:
        assert told["charge"]["minimum_seconds"] == charge["minimum_seconds"]
    if "cite" in charge:
        assert charge["cite"]["anchor"] in told["charge"]["cite"]
    for line in charge.get("lines", ()):
        found = [
            each
            for each in told["charge"]["lines"]
            if each[2:] == (line["seconds"], line["cite"]["anchor"])
            and ("from" not in line or each[:2] == (instant(line["from"]), instant(line["to"])))
        ]
        assert found, line


@pytest.mark.django_db
@pytest.mark.skipif(not SCENARIOS, reason="the worked cases are not at hand")
def test_before_the_review_nothing_is_charged_and_a_fault_file_is_open() -> None:
    scenario = next(each for each in SCENARIOS if each["id"] == "A4a")
    replay = Replay(make_shipped_cast("stratelegy"), scenario["in"])

    replay.run()

    assert not charges_of(replay.ticket).exists()
    assert FaultFile.objects.get().state == FaultFile.State.OPEN
    assert sums_of(replay.ticket).amount == Decimal(0)
