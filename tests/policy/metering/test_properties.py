"""Whatever is worked, found, released and taken back: nothing is new the second time, and nothing is lost or made."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.metering.desk import Desk, shipped
from tests.policy.scenario.asking import Told, desk

AMPLE = 100_000
OPENED = datetime(2026, 3, 2, 15, tzinfo=UTC)
MIXED = desk(
    """
## 5. Metered work {#metered}

| Charge   | Fault             | Request | Rate                   | Minimum    | Rounding         | Per    |
|----------|-------------------|---------|------------------------|------------|------------------|--------|
| Trouble  | customer          | Fault   | 1.5 credits per minute | 20 minutes | up to the minute | event  |
| Unknown  | not found         | Fault   | $33.33 per hour        |            |                  | ticket |
| Wish     |                   | Wish    | 1 credit per minute    |            | up to 15 minutes | ticket |
| Visit    | third party       | Fault   | $33.33 per hour        | 1 hour     |                  | entry  |
| Our own  | provider          |         | no charge              |            |                  |        |

| Refund        | Escalation outcome | Amount | On      |
|---------------|--------------------|--------|---------|
| Patch         | patch, update      | all    | release |
| Half of it    | none               | 50 %   | release |
"""
)
AGREEMENTS = {"mixed": MIXED, "stratelegy": shipped("stratelegy"), "sangoma": shipped("sangoma")}
FACTS: dict[str, dict[str, object]] = {
    "mixed": {"request": "Fault"},
    "stratelegy": {"request": "Fault", "impact": "Total loss"},
    "sangoma": {"request": "Fault", "evidence": ["Logs", "Captures", "Analysis"]},
}
FOUND = {
    "mixed": {"fault": ["customer", "not found", "third party", "provider"]},
    "stratelegy": {"fault": ["customer", "third party", "provider", "not found"]},
    "sangoma": {"resolution": ["configuration", "update", "not solved"]},
}
REQUESTS = {"mixed": ["Wish"], "stratelegy": ["Setup"], "sangoma": ["Configuration", "Hardware fault"]}
PROBLEMS = st.sampled_from([None, "P1", "P2"])
Step = tuple[str, Told]


def stamp(minute: int, second: int = 0) -> str:
    return (OPENED + timedelta(minutes=minute, seconds=second)).isoformat()


@st.composite
def works(draw: st.DrawFn, slug: str, *, is_exact: bool = False) -> Told:
    minute = draw(st.integers(0, 60 * 24 * 5))
    seconds = 60 * draw(st.integers(1, 90)) + (0 if is_exact else draw(st.integers(0, 59)))
    request = draw(st.sampled_from([None, *REQUESTS[slug]]))
    told: Told = {"from": stamp(minute), "to": stamp(minute, seconds)}
    problem = draw(PROBLEMS)
    told |= {"problem": problem} if problem else {}
    return told | ({"facts": {"request": request}} if request else {})


@st.composite
def happenings(draw: st.DrawFn, slug: str) -> Told:
    """Something that is told after all the work was done."""
    kinds: list[st.SearchStrategy[Told]] = [
        st.builds(
            lambda name, value: {"event": "found", "facts": {name: value}},
            st.just(next(iter(FOUND[slug]))),
            st.sampled_from(next(iter(FOUND[slug].values()))),
        ),
        st.builds(lambda of: {"event": "outcome", "of": of}, st.sampled_from(["patch", "update", "none"])),
        st.just({"event": "released"}),
        st.just({"event": "handed over", "to": "development"}),
        st.just({"event": "resolved"}),
    ]
    problem = draw(PROBLEMS)
    at = stamp(draw(st.integers(0, 60 * 24 * 10)))
    return {"at": at, **draw(st.one_of(kinds)), **({"problem": problem} if problem else {})}


def ticket_of(slug: str, *, credits: int = AMPLE) -> Desk:  # noqa: A002
    ticket = Desk(agreement=AGREEMENTS[slug], opened=OPENED.isoformat(), facts=FACTS[slug])
    ticket.buy(credits)
    return ticket


def run(ticket: Desk, steps: list[Step]) -> None:
    for key, told in steps:
        if "from" in told:
            ticket.log(key, told)
        else:
            ticket.tell(told)


def known(slug: str) -> list[Told]:
    """What is found of every problem, at the very beginning; that of the whole ticket last, or it would be revised."""
    [(name, values)] = FOUND[slug].items()
    event: Told = {"at": OPENED.isoformat(), "event": "found"}
    of_problems = zip(("P1", "P2"), values, strict=False)
    return [
        *({**event, "facts": {name: value}, "problem": problem} for problem, value in of_problems),
        {**event, "facts": {name: values[0]}},
    ]


@pytest.mark.parametrize("slug", sorted(AGREEMENTS))
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_metering_twice_adds_nothing_and_postings_balance_whatever_happens(
    slug: str, data: st.DataObject
) -> None:
    steps = data.draw(st.lists(st.one_of(works(slug), happenings(slug)), max_size=9))
    ticket = ticket_of(slug, credits=data.draw(st.sampled_from([0, 30, 120, AMPLE])))
    for name in ("a", "b"):
        opened_at = OPENED + timedelta(minutes=data.draw(st.integers(-500, 60 * 24 * 5)))
        ends_at = data.draw(st.sampled_from([None, opened_at + timedelta(hours=5, seconds=7)]))
        ticket.buy(data.draw(st.integers(0, 60)), name, opened=opened_at, expires=ends_at)
    bought, before = ticket.balance, {name: lot.credits for name, lot in ticket.lots.items()}

    for place, told in enumerate(steps):
        run(ticket, [(str(place), told)])
        if ticket.work and data.draw(st.integers(0, 5)) == 0:
            ticket.take_back(data.draw(st.sampled_from(sorted(ticket.work))))

    assert all(sum(posting.credits for posting in entry.postings) == 0 for entry in ticket.entries)
    assert all(0 <= lot.credits <= before[lot.name] for lot in ticket.lots.values())
    assert ticket.owed == 0
    assert 0 <= ticket.refunded <= ticket.drawn
    assert ticket.balance == bought - ticket.drawn + ticket.refunded


@pytest.mark.parametrize("slug", sorted(AGREEMENTS))
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_the_order_of_entering_the_same_work_does_not_change_the_totals(
    slug: str, data: st.DataObject
) -> None:
    told = data.draw(st.lists(works(slug), min_size=2, max_size=6))
    steps = [(str(place), work) for place, work in enumerate(told)]
    other = data.draw(st.permutations(steps))

    one, two = ticket_of(slug), ticket_of(slug)
    for ticket, order in ((one, steps), (two, other)):
        for event in known(slug):
            ticket.tell(event)
        run(ticket, order)

    assert one.charged == two.charged
    assert one.drawn == two.drawn
    assert taken(one) == taken(two)


def taken(ticket: Desk) -> int:
    return sum(each for _, each in ticket.charges.values())


@pytest.mark.parametrize("slug", sorted(AGREEMENTS))
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_the_totals_are_what_the_agreement_says_in_one_go_when_no_finding_was_revised(
    slug: str, data: st.DataObject
) -> None:
    told = data.draw(st.lists(works(slug, is_exact=True), min_size=1, max_size=5))
    after = data.draw(st.lists(happenings(slug).filter(lambda event: event["event"] != "found"), max_size=3))
    findings = [{**event, "at": stamp(60 * 24 * 11)} for event in known(slug)]
    ticket = ticket_of(slug)

    for event in sorted(after, key=lambda event: str(event["at"])):
        ticket.events.append(event)
    run(ticket, [(str(place), work) for place, work in enumerate(told)])
    for event in findings:
        ticket.tell(event)

    answered = ticket.asked(balance=AMPLE)
    assert ticket.charged == answered.charge.amount
    assert ticket.drawn == answered.credits.drawn
    assert ticket.refunded == answered.credits.refunded
    assert sum((amount or Decimal(0)) for amount, _ in ticket.refunds.values()) == sum(
        (refund.amount or Decimal(0)) for refund in answered.refunds
    )


@pytest.mark.parametrize("slug", sorted(AGREEMENTS))
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_settled_stays_settled_whatever_is_found_later(slug: str, data: st.DataObject) -> None:
    ticket = ticket_of(slug)
    for event in known(slug):
        ticket.tell(event)
    run(
        ticket,
        [(str(place), work) for place, work in enumerate(data.draw(st.lists(works(slug), max_size=4)))],
    )
    before = dict(ticket.charges), ticket.drawn

    [(name, values)] = FOUND[slug].items()
    for value in data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=3)):
        at = stamp(60 * 24 * 12)
        ticket.tell({"at": at, "event": "found", "facts": {name: value}})
        ticket.tell({"at": at, "event": "found", "facts": {name: value}, "problem": "P1"})

    assert (dict(ticket.charges), ticket.drawn) == before


@pytest.mark.parametrize("slug", ["mixed", "stratelegy"])
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_money_is_rounded_once_for_all_charges_together(slug: str, data: st.DataObject) -> None:
    ticket = ticket_of(slug)
    for event in known(slug):
        ticket.tell(event)
    told = data.draw(st.lists(works(slug), min_size=1, max_size=6))

    run(ticket, [(str(place), work) for place, work in enumerate(told)])

    assert ticket.charged == ticket.asked(balance=AMPLE).charge.amount
    assert all(amount == amount.quantize(Decimal("0.01")) for amount, _ in ticket.charges.values())


@pytest.mark.parametrize("slug", ["mixed", "sangoma"])
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_no_finding_takes_more_credits_than_were_held(slug: str, data: st.DataObject) -> None:
    ticket = ticket_of(slug)
    told = data.draw(st.lists(works(slug), min_size=1, max_size=5))
    run(ticket, [(str(place), work) for place, work in enumerate(told)])
    held, before = ticket.meter().hold, ticket.drawn

    [(name, values)] = FOUND[slug].items()
    for problem in ("P1", "P2", None):
        event: Told = {
            "at": stamp(60 * 24 * 11),
            "event": "found",
            "facts": {name: data.draw(st.sampled_from(values))},
        }
        ticket.tell(event | ({"problem": problem} if problem else {}))

    assert ticket.drawn - before <= held


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_each_lot_gets_back_what_it_gave_whatever_is_released_entered_late_and_taken_back(
    data: st.DataObject,
) -> None:
    ticket = ticket_of("mixed", credits=40)
    for name, hours in (("a", 30), ("b", 60), ("c", 90)):
        ticket.buy(50, name, expires=OPENED + timedelta(hours=hours))
    before = {name: lot.credits for name, lot in ticket.lots.items()}
    for event in known("mixed"):
        ticket.tell(event)
    for of, problem in ((data.draw(st.sampled_from(["patch", "none"])), each) for each in ("P1", "P2")):
        ticket.tell({"at": stamp(1), "event": "outcome", "of": of, "problem": problem})
    wish = st.builds(lambda told: {**told, "facts": {"request": "Wish"}}, works("mixed"))

    for place in range(data.draw(st.integers(2, 8))):
        match data.draw(st.sampled_from(["log", "log", "log", "release", "take back"])):
            case "release":
                problem = data.draw(st.sampled_from(["P1", "P2"]))
                minute = data.draw(st.integers(60 * 24, 60 * 24 * 6))
                ticket.tell({"at": stamp(minute), "event": "released", "problem": problem})
            case "take back" if ticket.work:
                ticket.take_back(data.draw(st.sampled_from(sorted(ticket.work))))
            case _:
                ticket.log(str(place), data.draw(wish))
        assert all(0 <= lot.credits <= before[lot.name] for lot in ticket.lots.values())
        assert 0 <= ticket.refunded <= ticket.drawn
