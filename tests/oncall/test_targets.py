"""Whom a step of the path calls: what a lead may set, and what is refused."""

from datetime import date, time

import pytest

from tests.cast.instants import at
from tests.cast.oncall import make_rota_of
from tests.cast.people import Cast, Worker, make_worker
from uphold.access import Actor, NotAllowed, NotThere, Role
from uphold.agreements.models import Agreement
from uphold.journal.models import Entry
from uphold.kit import Refused
from uphold.oncall.actions import RotaTerms, make_rota, retire_rota, set_target
from uphold.oncall.models import PathTarget, Rota
from uphold.people.models import Staff

MONDAY = at("2026-06-08 09:00")


def put(
    actor: Actor, *, contact: str = "Escalation desk", rota: Rota | None = None, staff: Staff | None = None
) -> PathTarget:
    agreement = Agreement.objects.get()
    return set_target(actor=actor, agreement=agreement, contact=contact, rota=rota, staff=staff, at=MONDAY)


def rota_of_southgate(hosted: Cast) -> Rota:
    sam = make_worker("Sam", of=hosted.southgate, role=Role.LEAD)
    terms = RotaTerms(name="Theirs", zone="UTC", first_on=date(2026, 6, 8), handover_at=time(9))
    return make_rota(actor=sam.actor, provider=hosted.southgate, terms=terms, members=[], at=MONDAY)


def test_a_step_calls_one_at_a_time(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben], made_at=MONDAY)

    put(hosted.lea.actor, rota=rota)
    put(hosted.lea.actor, staff=hosted.lea.staff)

    target = PathTarget.objects.get()
    assert (target.contact, target.rota, target.staff) == ("Escalation desk", None, hosted.lea.staff)
    assert Entry.objects.filter(kind="path.target_set").count() == 2


def test_what_no_step_can_call_is_refused(hosted: Cast) -> None:
    rota, old = (make_rota_of(hosted, [], name=name, made_at=MONDAY) for name in ("New", "Old"))
    retire_rota(actor=hosted.lea.actor, rota=old, at=MONDAY)
    old.refresh_from_db()
    theirs = rota_of_southgate(hosted)
    before = Entry.objects.count()

    refused: dict[str, Refused] = {}
    for name, said in {
        "of two": {"rota": rota, "staff": hosted.ben.staff},
        "of others": {"rota": theirs},
        "retired": {"rota": old},
        "a stranger": {"staff": hosted.tom.staff},
    }.items():
        with pytest.raises(Refused) as raised:
            put(hosted.lea.actor, **said)  # type: ignore[arg-type]  # each says one of the two, or both
        refused[name] = raised.value
    with pytest.raises(Refused) as unknown:
        put(hosted.lea.actor, contact="The owner", staff=hosted.ben.staff)

    assert {name: refusal.code for name, refusal in refused.items()} == {
        "of two": "target_of_two",
        "of others": "not_of_provider",
        "retired": "rota_retired",
        "a stranger": "not_of_provider",
    }
    assert unknown.value.code == "contact_unknown"
    assert (PathTarget.objects.count(), Entry.objects.count()) == (0, before)


def test_leads_alone_say_whom_a_step_calls(hosted: Cast) -> None:
    refusals: list[tuple[Worker, type[Exception]]] = [
        (hosted.ben, NotAllowed),
        (hosted.nia, NotAllowed),
        (hosted.tom, NotThere),
    ]
    for person, refusal in refusals:
        with pytest.raises(refusal):
            put(person.actor, staff=hosted.ben.staff)
    for caller in (hosted.ada, hosted.max, hosted.eve):
        with pytest.raises(NotAllowed):
            put(caller.actor, staff=hosted.ben.staff)

    assert not PathTarget.objects.exists()
    put(hosted.olga.actor, staff=hosted.ben.staff)
    put(hosted.lea.actor, staff=hosted.ben.staff)
