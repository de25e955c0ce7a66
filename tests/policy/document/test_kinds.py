"""Kinds: every table that an agreement may hold, with the columns that the language promises."""

import pytest

from uphold.policy.document.kinds.registry import KINDS

DECLARING = {
    "Hours": "Days, From, To, Zone",
    "Holiday": "Date, Country, Subdivision, Rule",
    "Channel": "Hours",
    "Service": "Meaning",
    "Request": "Service, Affects service, Capability, Meaning",
    "Impact": "Meaning, Examples, Priority",
    "Cause": "Meaning, Fault",
    "Fact": "Values, Unless stated, Asked of",
    "Priority": "Level, Also called, Meaning, First response, Next response, Update, Resolution, Clock",
    "Plan": "Starts, Ends, Zone",
    "Allowance": "Plan, Amount, Unit, Per, Rollover, Expires",
    "Credits": "Amount, Price, Expires",
    "Contact": "Role, Address, Telephone",
    "Evidence": "Request, Service, Blocking",
    "Readiness": "Request, Service, Needed",
    "Product": "Family, Warranty, From",
    "Setting": "Value",
    "Example": "Given, Then",
}
DECIDING = {
    "Triage": "Priority",
    "Admission": "Answer, Notice, Words",
    "Target": "Within, Clock, Commitment, From, Met by, Warn at",
    "Pause": "Pauses",
    "Charge": "Rate, Plus, Minimum, Increment, Rounding, Per, Consent",
    "Refund": "Amount, Work, On, Cap, Claim within",
    "Escalation": "Allowed, Next contact, Notify, When",
    "Lifecycle": "New priority, Status, Targets, After, Duty",
    "Standing": "Answer, Until",
    "Warranty": "Answer, Fault analysis, Customer pays, Return within, Otherwise",
    "Entitlement": "Entitled, Charge",
    "Notice": "Lead time, Audience, Channel, Reminders",
}


def test_there_are_exactly_these_kinds() -> None:
    assert [kind.name for kind in KINDS if not kind.is_deciding] == [*list(DECLARING)[:-1], "Example"]
    assert [kind.name for kind in KINDS if kind.is_deciding] == list(DECIDING)


@pytest.mark.parametrize(("name", "columns"), DECIDING.items())
def test_a_deciding_kind_has_exactly_its_outcomes(name: str, columns: str) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)

    assert [column.name for column in kind.columns] == columns.split(", ")


@pytest.mark.parametrize(("name", "columns"), DECLARING.items())
def test_a_declaring_kind_has_its_columns_and_may_explain_its_names(name: str, columns: str) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)

    known = {column.name for column in kind.columns}
    assert set(columns.split(", ")) <= known
    assert known <= {*columns.split(", "), "Meaning", "Also called"}
