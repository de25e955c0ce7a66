"""Rules: deciding rows with their conditions, outcomes, options and labels."""

from decimal import Decimal

import pytest

from tests.policy.document.builders import DESK, agreement_of, entry_of, error_in_desk, rule_of
from uphold.policy.decide.condition import Between, OneOf
from uphold.policy.decide.terms import (
    Answer,
    AsSoonAsPossible,
    Duration,
    Money,
    Names,
    Number,
    Rate,
    Share,
    Unit,
    Unsaid,
    Words,
    YesNo,
)  # fmt: skip

HOUR = Duration(Decimal(1), Unit.HOUR)


def test_conditions_keep_the_order_of_the_columns_and_empty_cells_ask_nothing() -> None:
    rule = rule_of(
        "| Charge | Fault | Rate | Hours | Priority | Days past due |\n|---|---|---|---|---|---|\n"
        "| Work | customer | $5.00 | Off hours | | 15 or more |\n",
        "charge",
    )

    assert rule.conditions == (
        ("fault", OneOf(frozenset({"customer"}))),
        ("hours", OneOf(frozenset({"Off hours"}))),
        ("days past due", Between(Decimal(15), None)),
    )


def test_an_empty_outcome_is_absent() -> None:
    rule = rule_of("| Charge | Rate | Minimum |\n|---|---|---|\n| Work | $5.00 | |\n", "charge")

    assert rule.terms == {"rate": Rate(Money(Decimal("5.00"), "USD"), "entry")}


def test_a_row_that_begins_with_otherwise_waits_for_all_others() -> None:
    rule = rule_of(
        "| Charge | Rate | Request | Fault |\n|---|---|---|---|\n| Rest | $5.00 | otherwise | customer |\n",
        "charge",
    )

    assert rule.is_otherwise
    assert rule.conditions == (("fault", OneOf(frozenset({"customer"}))),)


def test_otherwise_belongs_into_the_first_condition() -> None:
    text = error_in_desk(
        "| Charge | Request | Fault | Rate |\n|---|---|---|---|\n| Rest | Fault | otherwise | $5.00 |\n"
    )

    assert text == "Fault: 'otherwise' goes into the first condition cell of its row"


@pytest.mark.parametrize(
    ("written", "role"),
    [("the customer", "customer"), ("an agent", "agent"), ("A manager", "manager"), ("", None)],
)
def test_a_row_with_a_role_is_an_option(written: str, role: str | None) -> None:
    rule = rule_of(f"| Admission | Answer | By |\n|---|---|---|\n| May | accept | {written} |\n", "admission")

    assert rule.by == role


@pytest.mark.parametrize(
    ("table", "kind", "label"),
    [
        ("| Target | Within |\n|---|---|\n| First Response | 1 hour |\n", "target", "first response"),
        ("| Pause | Pauses |\n|---|---|\n| Every metric | yes |\n", "pause", "every metric"),
        ("| Pause | Pauses |\n|---|---|\n| Resolution | no |\n", "pause", "resolution"),
        (
            "| Lifecycle | Status |\n|---|---|\n| Service restored | watched |\n",
            "lifecycle",
            "service restored",
        ),
        ("| Standing | Answer |\n|---|---|\n| Handling | suspend |\n", "standing", "handling"),
    ],
)
def test_a_label_that_is_the_thing_asked_about_is_spelled_as_its_list_does(
    table: str, kind: str, label: str
) -> None:
    assert rule_of(table, kind).label == label


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "| Target | Within |\n|---|---|\n| First respons | 1 hour |\n",
            "Target: 'First respons' is not a metric; did you mean 'first response'?",
        ),
        (
            "| Pause | Pauses |\n|---|---|\n| all metrics | yes |\n",
            "Pause: 'all metrics' is not a metric; did you mean 'every metric'?",
        ),
        (
            "| Lifecycle | Status |\n|---|---|\n| closing | shut |\n",
            "Lifecycle: 'closing' is not a step; did you mean 'before closing'?",
        ),
        (
            "| Standing | Answer |\n|---|---|\n| portal change | suspend |\n",
            "Standing: 'portal change' is not a capability; did you mean 'portal changes'?",
        ),
        (
            "| Setting | Value |\n|---|---|\n| Auto close | 2 days |\n",
            "Setting: 'Auto close' is not a setting; did you mean 'Auto-close after'?",
        ),
    ],
)
def test_a_label_out_of_its_list_is_told_with_the_nearest(table: str, text: str) -> None:
    assert error_in_desk(table) == text


def test_a_priority_row_stands_for_a_target_of_each_metric_it_speaks_of() -> None:
    agreement = agreement_of(
        "| Priority | First response | Next response | Update | Resolution | Clock |\n|---|---|---|---|---|---|\n"
        "| Urgent | 1 hour | | not said | as soon as possible | always |\n"
    )

    entry = agreement.entries["priority"][0]
    clock = Names(("always",))
    assert [(rule.label, dict(rule.terms)) for rule in agreement.rules["target"]] == [
        ("first response", {"within": HOUR, "clock": clock}),
        ("update", {"within": Unsaid.NOT_SAID, "clock": clock}),
        ("resolution", {"within": AsSoonAsPossible(), "clock": clock}),
    ]
    assert all(
        rule.conditions == (("priority", OneOf(frozenset({"Urgent"}))),) for rule in agreement.rules["target"]
    )
    assert all(rule.citation is entry.citation for rule in agreement.rules["target"])


def test_an_impact_row_with_a_priority_stands_for_a_triage_row() -> None:
    agreement = agreement_of(
        "| Priority |\n|---|\n| Urgent |\n\n| Impact | Priority |\n|---|---|\n| Total loss | Urgent |\n| None | |\n"
    )

    rules = agreement.rules["triage"]
    assert [(rule.label, rule.conditions, dict(rule.terms)) for rule in rules] == [
        ("Total loss", (("impact", OneOf(frozenset({"Total loss"}))),), {"priority": Names(("Urgent",))})
    ]


def test_short_forms_and_full_rows_keep_the_order_of_the_document() -> None:
    agreement = agreement_of(f"| Target | Within |\n|---|---|\n| resolution | 2 hours |\n\n{DESK}")

    assert [rule.label for rule in agreement.rules["target"]] == [
        "resolution",
        "first response",
        "first response",
    ]


def test_settings_are_read_by_what_they_set() -> None:
    settings = agreement_of(
        DESK
        + "\n| Setting | Value |\n|---|---|\n| auto-close after | 5 business days |\n| Clocks run from | Dispatched |\n"
        "| First response met by | an answer by a person |\n| Reopen within | not said |\n"
        "| Money rounding | half up to the cent |\n| Warranty tested on | day of the report |\n"
        "| Balance below zero | no, paid work pauses |\n"
    ).settings

    assert {name: entry.cells["value"] for name, entry in settings.items()} == {
        "business hours": Names(("Standard hours",)),
        "auto-close after": Duration(Decimal(5), Unit.BUSINESS_DAY),
        "clocks run from": Names(("dispatched",)),
        "first response met by": Names(("an answer by a person",)),
        "reopen within": Unsaid.NOT_SAID,
        "money rounding": Words("half up to the cent"),
        "warranty tested on": Names(("day of the report",)),
        "balance below zero": YesNo(is_yes=False),
    }


def test_a_setting_that_the_desk_could_not_follow_is_refused() -> None:
    text = error_in_desk("| Setting | Value |\n|---|---|\n| First response met by | a smile |\n")

    assert text == (
        "Value: 'a smile' is not a way to meet a response; "
        "known are 'an answer by a person', 'an acknowledgement'"
    )


def test_declared_rows_keep_their_cells() -> None:
    agreement = agreement_of(DESK)

    assert entry_of(agreement, "request", "Fault").cells == {
        "service": Names(("Help",)),
        "affects service": YesNo(is_yes=True),
    }
    assert entry_of(agreement, "cause", "Not found").cells == {"fault": Names(("not found",))}
    assert entry_of(agreement, "priority", "Urgent").cells["level"] == Number(Decimal(1))
    assert entry_of(agreement, "channel", "E-mail").cells == {"hours": Names(("always",))}


def test_a_target_states_its_clock_its_start_its_end_and_its_warning() -> None:
    rule = rule_of(
        "| Target | Within | Clock | Commitment | From | Met by | Warn at |\n|---|---|---|---|---|---|---|\n"
        "| first response | 1 hour | Standard hours | best effort | assessed | an acknowledgement | 80 % |\n",
        "target",
    )

    assert rule.terms == {
        "within": HOUR,
        "clock": Names(("Standard hours",)),
        "commitment": Names(("best effort",)),
        "from": Names(("assessed",)),
        "met by": Names(("an acknowledgement",)),
        "warn at": Share(Decimal(80), "the charge"),
    }


def test_an_escalation_goes_to_the_next_in_the_list_or_to_a_contact() -> None:
    agreement = agreement_of(
        "| Contact | Address |\n|---|---|\n| Desk | desk@example.com |\n\n"
        "| Escalation | Trigger | Allowed | Next contact | When |\n|---|---|---|---|---|\n"
        "| Asked | customer asks | yes | Next in the list | |\n| Late | target missed | yes | desk | after 1 hour |\n"
    )

    terms = [dict(rule.terms) for rule in agreement.rules["escalation"]]
    assert terms == [
        {"allowed": YesNo(is_yes=True), "next contact": Words("next in the list")},
        {"allowed": YesNo(is_yes=True), "next contact": Names(("Desk",)), "when": HOUR},
    ]


def test_a_warranty_answers_and_says_what_comes_with_it() -> None:
    rule = rule_of(
        "| Warranty | Defect | Answer | Fault analysis | Return within | Customer pays |\n|---|---|---|---|---|---|\n"
        "| Valid | confirmed | replace | yes | 30 days | shipping |\n",
        "warranty",
    )

    assert rule.terms == {
        "answer": Answer("replace"),
        "fault analysis": YesNo(is_yes=True),
        "return within": Duration(Decimal(30), Unit.DAY),
        "customer pays": Words("shipping"),
    }
