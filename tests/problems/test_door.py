"""Bugs are the staff's own: customers find none, other providers' agents find none of these."""

import pytest

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast, make_worker
from uphold.access import Actor, NotAllowed, NotThere, Permission, Role
from uphold.problems.access import get_bug, visible_bugs
from uphold.problems.actions import hand_over_bug
from uphold.problems.models import Bug

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")
READ, MANAGE = Permission.BUG_READ, Permission.BUG_MANAGE


@pytest.mark.parametrize(
    ("name", "read", "manage"),
    [
        ("ada", "not there", "not there"),
        ("max", "not there", "not there"),
        ("eve", "not there", "not there"),
        ("ben", "yes", "yes"),
        ("nia", "yes", "yes"),
        ("lea", "yes", "yes"),
        ("olga", "yes", "yes"),
        ("tom", "not there", "not there"),
        ("anonymous", "not there", "not there"),
    ],
)
def test_who_comes_through_the_door(cast: Cast, name: str, read: str, manage: str) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    actor = Actor.anonymous() if name == "anonymous" else getattr(cast, name).actor

    tried = [answer_of(actor, bug.number, need) for need in (READ, MANAGE)]

    assert tried == [read, manage]


def test_a_clerk_reads_bugs_and_changes_none(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    clara = make_worker("Clara", of=cast.northwind, role=Role.CLERK)

    tried = [answer_of(clara.actor, bug.number, need) for need in (READ, MANAGE)]

    assert tried == ["yes", "no"]


def test_the_list_holds_the_bugs_of_one_s_own_providers(cast: Cast) -> None:
    ours = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    theirs = make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN)

    seen = {name: set(visible_bugs(getattr(cast, name).actor)) for name in ("ben", "tom", "ada")}

    assert seen == {"ben": {ours}, "tom": {theirs}, "ada": set()}


@pytest.mark.parametrize(("name", "refusal"), [("tom", NotThere), ("ada", NotAllowed), ("max", NotAllowed)])
def test_whoever_got_a_bug_otherwise_cannot_act_on_it(
    cast: Cast, name: str, refusal: type[Exception]
) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)

    with pytest.raises(refusal):
        hand_over_bug(actor=getattr(cast, name).actor, bug=bug, to="development", at=NOON)

    assert Bug.objects.get().state == Bug.State.REPORTED


def answer_of(actor: Actor, number: str, need: Permission) -> str:
    try:
        get_bug(actor, number, need=need)
    except NotThere:
        return "not there"
    except NotAllowed:
        return "no"
    return "yes"
