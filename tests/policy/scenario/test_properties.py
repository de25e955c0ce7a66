"""Whatever happens to a ticket: an answer comes, no minute of work is lost, credits balance, a breach stays."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.scenario.asking import target
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario import answer, read_case, write_answer

AGREEMENTS = Path(__file__).resolve().parents[3] / "agreements"


def shipped(slug: str) -> Agreement:
    agreement = read((AGREEMENTS / f"{slug}.md").read_text(), path=f"{slug}.md").agreement
    assert agreement is not None
    return agreement


BY_SLUG = {slug: shipped(slug) for slug in ("stratelegy", "sangoma")}
HOURS = st.integers(min_value=0, max_value=500)
PROBLEMS = st.sampled_from([None, "p1", "p2"])
PLAIN = (
    "acknowledged", "answered", "wrote", "resumed", "restored", "workaround given", "resolved", "closing", "closed",
    "reopened", "objected",
)  # fmt: skip
PRICES = st.sampled_from([None, "80.00 per hour"])


def instant(hour: int) -> str:
    return f"2026-{3 + hour // 240:02}-{1 + hour // 24 % 10:02}T{hour % 24:02}:17:23Z"


def values(agreement: Agreement, fact: str) -> st.SearchStrategy[str]:
    return st.sampled_from(agreement.facts[fact].values)


def events(agreement: Agreement) -> st.SearchStrategy[dict[str, object]]:
    found = st.sampled_from(["cause", "fault", "resolution", "defect", "use"]).flatmap(
        lambda fact: st.builds(
            lambda value: {"event": "found", "facts": {fact: value}}, values(agreement, fact)
        )
    )
    kinds = [
        st.builds(lambda what: {"event": what}, st.sampled_from(PLAIN)),
        st.builds(lambda value: {"event": "waiting", "for": value}, values(agreement, "waiting for")),
        st.builds(lambda value: {"event": "handed over", "to": value}, values(agreement, "handed to")),
        st.builds(lambda value: {"event": "outcome", "of": value}, values(agreement, "escalation outcome")),
        st.builds(lambda value: {"event": "released", "kind": value}, values(agreement, "release")),
        st.builds(
            lambda what, hour: {"event": "asked", "for": what, "wanted": instant(hour)},
            st.sampled_from(["escalation", "work", "appointment", "priority handling"]),
            HOURS,
        ),
        st.builds(
            lambda price: {"event": "agreed", "to": "work", "price": price},
            st.sampled_from([None, "80.00 per hour"]),
        ),
        st.just(
            {
                "event": "taken",
                "by": "manager",
                "kind": "Standing",
                "answer": "suspend",
                "subject": "handling",
            }
        ),
        st.just({"event": "paid", "invoice": "1"}),
        found,
    ]
    if "priority" in agreement.facts:
        kinds.append(
            st.builds(lambda value: {"event": "assessed", "priority": value}, values(agreement, "priority"))
        )
    if "credits" in agreement.entries:
        packages = st.sampled_from([entry.name for entry in agreement.entries["credits"]])
        kinds.append(st.builds(lambda name: {"event": "bought", "package": name}, packages))
    return st.builds(
        lambda event, hour, problem: (
            {**event, "at": instant(hour)} | ({"problem": problem} if problem else {})
        ),
        st.one_of(kinds),
        HOURS,
        PROBLEMS,
    )


@st.composite
def scenarios(draw: st.DrawFn, slug: str) -> dict[str, Any]:
    agreement = BY_SLUG[slug]
    facts: dict[str, object] = {"request": draw(values(agreement, "request"))}
    if "impact" in agreement.facts:
        facts["impact"] = draw(values(agreement, "impact"))
    facts["evidence"] = draw(st.sampled_from([[], "complete"]))
    work = [
        {"on": instant(hour), "lasted": f"PT{draw(st.integers(1, 400))}M", "problem": problem}
        for hour, problem in draw(st.lists(st.tuples(HOURS, PROBLEMS), max_size=4))
    ]
    return {
        "opened": instant(0),
        "at": instant(draw(HOURS)),
        "facts": facts,
        "events": draw(st.lists(events(agreement), max_size=12)),
        "work": work,
        "account": {
            "credits": draw(st.integers(0, 200)),
            "invoices": [{"number": "1", "due": "2026-02-20", "amount": "80.00"}],
        },
    }


def asked(slug: str, told: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    agreement = BY_SLUG[slug]
    return write_answer(agreement, answer(agreement, read_case(told, agreement)))


@pytest.mark.parametrize("slug", sorted(BY_SLUG))
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_no_minute_of_work_is_lost_or_counted_twice(slug: str, data: st.DataObject) -> None:
    told = data.draw(scenarios(slug))

    answered = asked(slug, told)

    case = read_case(told, BY_SLUG[slug])
    seconds = [
        max(int((min(work.ended_at, case.at) - work.started_at).total_seconds()), 0) for work in case.work
    ]
    assert sum(line["seconds"] for line in answered["charge"]["lines"]) == sum(seconds)


@pytest.mark.parametrize("slug", sorted(BY_SLUG))
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_credits_balance_and_never_fall_below_zero(slug: str, data: st.DataObject) -> None:
    moved = asked(slug, data.draw(scenarios(slug)))["credits"]

    assert moved["balance"] == moved["before"] + moved["bought"] + moved["refunded"] - moved["drawn"]
    assert moved["balance"] >= 0
    assert 0 <= moved["refunded"] <= moved["drawn"]


@settings(deadline=None, max_examples=60)
@given(data=st.data(), later=HOURS)
def test_a_breach_of_the_first_response_stays_whatever_comes_later(data: st.DataObject, later: int) -> None:
    told = data.draw(scenarios("stratelegy"))
    before = asked("stratelegy", told)

    after = asked("stratelegy", told | {"at": max(told["at"], instant(later))})

    if target(before, "first response")["state"] == "missed":
        assert target(after, "first response")["state"] == "missed"


@pytest.mark.parametrize("slug", sorted(BY_SLUG))
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_the_same_case_is_decided_the_same_and_never_by_what_comes_later(
    slug: str, data: st.DataObject
) -> None:
    told = data.draw(scenarios(slug))
    later = {"at": "2026-12-01T00:00:00Z", "event": "found", "facts": {"fault": "customer"}}

    assert asked(slug, told) == asked(slug, told | {"events": [*told["events"], later]})
