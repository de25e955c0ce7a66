"""Rotas as leads keep them: who may, what is refused, exceptions, notes, and the change of duty told once."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from tests.cast.instants import at
from tests.cast.oncall import let_call, make_rota_of
from tests.cast.people import Cast, make_worker
from uphold.access import NotAllowed, NotThere, Role
from uphold.journal.models import Entry
from uphold.kit import Refused
from uphold.oncall.actions import (
    RotaTerms,
    change_rota,
    leave_note,
    make_rota,
    override_duty,
    retire_rota,
    withdraw_override,
)
from uphold.oncall.jobs import hand_over_duty
from uphold.oncall.models import Handover, Override, Rota
from uphold.oncall.queries import duty_now, note_before
from uphold.people.models import Staff

MONDAY = at("2026-06-08 09:00")
TERMS = RotaTerms(name="Night", zone="Europe/Vienna", first_on=date(2026, 6, 8), handover_at=time(9))


def on_duty(rota: Rota, when: datetime) -> Staff | None:
    return duty_now(rota, at=when).person_at(when)


def test_turns_change_hands_on_monday_at_nine(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben, hosted.nia], made_at=MONDAY)

    assert on_duty(rota, at("2026-06-15 08:59")) == hosted.ben.staff
    assert on_duty(rota, at("2026-06-15 09:00")) == hosted.nia.staff


def test_whoever_left_leaves_his_turns_empty(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben, hosted.nia], made_at=MONDAY)
    hosted.ben.staff.grants.all().delete()

    assert on_duty(rota, at("2026-06-09 12:00")) is None
    assert on_duty(rota, at("2026-06-16 12:00")) == hosted.nia.staff


def test_a_changed_rota_holds_from_its_own_first_day(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben, hosted.nia], made_at=MONDAY)
    terms = RotaTerms(
        name="Night", zone="Europe/Vienna", first_on=date(2026, 6, 9), handover_at=time(8), turn_days=1
    )

    rota = change_rota(
        actor=hosted.lea.actor,
        rota=rota,
        terms=terms,
        members=[hosted.lea.staff, hosted.ben.staff],
        at=MONDAY,
    )

    assert [on_duty(rota, at(f"2026-06-{day} 12:00")) for day in ("09", "10", "11")] == [
        hosted.lea.staff,
        hosted.ben.staff,
        hosted.lea.staff,
    ]


def test_an_exception_holds_until_it_is_withdrawn(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben], made_at=MONDAY)
    tuesday = at("2026-06-09 12:00")
    starts_at, ends_at = at("2026-06-09 00:00"), at("2026-06-10 00:00")
    override = override_duty(
        actor=hosted.lea.actor,
        rota=rota,
        staff=None,
        reason="Ill",
        at=MONDAY,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    assert on_duty(rota, tuesday) is None

    withdraw_override(actor=hosted.lea.actor, override=override, at=MONDAY)

    assert on_duty(rota, tuesday) == hosted.ben.staff


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"name": "First line"}, "name_taken"),
        ({"zone": "Vienna"}, "zone_unknown"),
        ({"turn_days": 0}, "numbers_out_of_reason"),
        ({"repage_minutes": 0}, "numbers_out_of_reason"),
        ({"most_pages": 21}, "numbers_out_of_reason"),
        ({"is_for_urgent": True}, "urgent_taken"),
    ],
)
def test_what_makes_no_rota_is_refused(hosted: Cast, changed: dict[str, object], code: str) -> None:
    make_rota_of(hosted, [], is_for_urgent=True, made_at=MONDAY)
    terms = RotaTerms(**{**{name: getattr(TERMS, name) for name in TERMS.__slots__}, **changed})
    before = Entry.objects.count()

    with pytest.raises(Refused) as refused:
        make_rota(actor=hosted.lea.actor, provider=hosted.northwind, terms=terms, members=[], at=MONDAY)

    assert refused.value.code == code
    assert (Rota.objects.count(), Entry.objects.count()) == (1, before)


def test_nobody_of_another_provider_takes_turns(hosted: Cast) -> None:
    with pytest.raises(Refused) as refused:
        make_rota_of(hosted, [hosted.tom], made_at=MONDAY)

    assert refused.value.sentence == "Tom does not answer calls for Northwind."
    assert not Rota.objects.exists()


def test_a_clerk_is_not_called(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben], made_at=MONDAY)
    cleo = make_worker("Cleo", of=hosted.northwind, role=Role.CLERK)

    with pytest.raises(Refused) as refused:
        make_rota_of(hosted, [cleo], name="Night", made_at=MONDAY)
    hosted.ben.staff.grants.update(role=Role.CLERK.value)

    assert refused.value.code == "not_of_provider"
    assert on_duty(rota, at("2026-06-09 12:00")) is None


def test_a_rota_that_a_step_calls_is_not_retired(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben], made_at=MONDAY)
    let_call(hosted, "Escalation desk", rota=rota, at=MONDAY)

    with pytest.raises(Refused) as refused:
        retire_rota(actor=hosted.lea.actor, rota=rota, at=MONDAY)

    assert refused.value.code == "rota_in_use"
    let_call(hosted, "Escalation desk", at=MONDAY)
    assert not retire_rota(actor=hosted.lea.actor, rota=rota, at=MONDAY).is_active


def test_leads_keep_rotas_and_agents_take_a_duty_on_themselves_alone(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben], made_at=MONDAY)
    starts_at, ends_at = MONDAY, MONDAY + timedelta(hours=8)

    def make(person: str) -> Callable[[], object]:
        actor = getattr(hosted, person).actor
        return lambda: make_rota(actor=actor, provider=hosted.northwind, terms=TERMS, members=[], at=MONDAY)

    def put(person: str, staff: Staff | None) -> Callable[[], object]:
        actor = getattr(hosted, person).actor
        return lambda: override_duty(
            actor=actor, rota=rota, staff=staff, at=MONDAY, starts_at=starts_at, ends_at=ends_at
        )

    refusals = {
        make("ben"): NotAllowed,
        make("ada"): NotAllowed,
        make("max"): NotAllowed,
        make("tom"): NotAllowed,
        put("nia", hosted.ben.staff): NotAllowed,
        put("nia", None): NotAllowed,
        put("tom", hosted.tom.staff): NotThere,
        put("eve", None): NotThere,
    }
    for verb, refusal in refusals.items():
        with pytest.raises(refusal):
            verb()

    assert (Rota.objects.count(), Override.objects.count()) == (1, 0)
    put("nia", hosted.nia.staff)()
    put("lea", hosted.ben.staff)()
    make("olga")()
    assert (Rota.objects.count(), Override.objects.count()) == (2, 2)


def test_the_change_of_duty_is_told_once_with_what_was_left(hosted: Cast) -> None:
    rota = make_rota_of(hosted, [hosted.ben, hosted.nia], made_at=MONDAY)
    hand_over_duty(MONDAY)
    leave_note(
        actor=hosted.ben.actor, rota=rota, words="The trunk of Harbour flaps.", at=at("2026-06-14 20:00")
    )

    swept = [hand_over_duty(at(f"2026-06-15 {hour}")) for hour in ("08:59", "09:00", "09:01")]

    assert swept == [0, 1, 0]
    first, second = Handover.objects.order_by("pk")
    assert (first.staff, second.staff) == (hosted.ben.staff, hosted.nia.staff)
    assert (second.starts_at, second.ends_at) == (at("2026-06-15 09:00"), at("2026-06-22 09:00"))
    note = note_before(second)
    assert note is not None
    assert note.words == "The trunk of Harbour flaps."
    assert note_before(first) is None
