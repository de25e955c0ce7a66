"""Annexes: their rows come first, what they declare again is replaced, and citations name them."""

from tests.policy.scenario.asking import ask, desk, target, utc, with_annex, worked

TABLES = """
## 5. Charges {#5}

| Triage | Request   | Priority |
|--------|-----------|----------|
| Any    | otherwise | Urgent   |

| Charge  | Rate             |
|---------|------------------|
| Callout | $100.00 per hour |
"""
CHEAPER = """
## A. Rates {#a}

| Charge  | Hours     | Rate            |
|---------|-----------|-----------------|
| Callout | Off hours | $50.00 per hour |
"""
FASTER = """
## A. Priorities {#a}

| Priority | Level | First response | Clock  |
|----------|-------|----------------|--------|
| Urgent   | 1     | 15 minutes     | always |
"""


def test_a_row_of_an_annex_decides_before_those_of_the_agreement() -> None:
    bound = with_annex(desk(TABLES), CHEAPER)

    answered = ask(bound, work=[worked("16:00", "18:00")])

    lines = answered["charge"]["lines"]
    assert [(line["amount"], line["cite"]["document"]) for line in lines] == [
        ("100.00", "harbour"),
        ("50.00", "annex"),
    ]
    assert answered["agreement"]["annexes"] == ["annex"]


def test_a_priority_declared_again_brings_its_own_times() -> None:
    bound = with_annex(desk(TABLES), FASTER)

    response = target(ask(bound), "first response")

    assert response["due"] == utc("2026-06-12 14:15")
    assert response["cite"]["document"] == "annex"
