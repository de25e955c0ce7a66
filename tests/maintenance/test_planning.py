"""Planned work: its window, who is affected, who approves, and the lead time of each agreement."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.appointments import ny
from tests.cast.maintenance import make_plan, make_work
from tests.cast.people import Cast, make_organisation
from tests.cast.products import make_product, make_site, make_unit
from tests.cast.shipped import publish_shipped
from uphold.access import NotAllowed
from uphold.maintenance.actions import (
    announce_work,
    approve_work,
    begin_work,
    call_off_work,
    end_work,
    extend_work,
    move_work,
    plan_work,
)
from uphold.maintenance.asking import Touched, affected_organisations, kinds_of_change
from uphold.maintenance.models import Affected, PlannedWork
from uphold.maintenance.refusals import (
    LeadTimeTooShort,
    PlannerApproves,
    WorkEndsFirst,
    WorkReasonMissing,
    WorkStandsElsewhere,
    WorkTouchesNothing,
)
from uphold.maintenance.windows import times_of
from uphold.people.models import Grant
from uphold.products.models import Product, Unit

TUESDAY = ny("2026-06-09 10:00")
NOT_SAID = "| Planned maintenance | not said  |"
FIVE_DAYS = "| Planned maintenance | 5 business days  |"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "minutes", "starts_at"),
    [
        ("2026-03-29 01:30", "2026-03-29 04:00", 90, "2026-03-29 00:30"),
        ("2026-10-25 01:30", "2026-10-25 04:00", 210, "2026-10-24 23:30"),
        ("2026-03-29 02:30", "2026-03-29 04:00", 30, "2026-03-29 01:30"),
        ("2026-10-25 02:45", "2026-10-25 02:15", 30, "2026-10-25 00:45"),
    ],
)
def test_a_window_over_a_change_of_the_clock_is_two_instants(
    starts: str, ends: str, minutes: int, starts_at: str
) -> None:
    times = times_of(datetime.fromisoformat(starts), datetime.fromisoformat(ends), zone="Europe/Berlin")

    assert (times.minutes, times.starts_at) == (minutes, utc(starts_at))


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(WorkEndsFirst):
        times_of(datetime(2026, 6, 20, 23), datetime(2026, 6, 20, 22), zone="Europe/Berlin")  # noqa: DTZ001 - as a clock shows it


def test_affected_is_whoever_has_a_unit_of_the_product_in_use(hosted: Cast, exchange: Product) -> None:
    gone = make_unit(hosted.orchard, exchange, "old", kind="service")
    Unit.objects.filter(pk=gone.pk).update(state=Unit.State.RETIRED)

    found = affected_organisations(Touched(hosted.northwind.pk, (exchange.pk,)))

    assert [(each.name, getattr(each, "units_count", 0)) for each in found] == [("Harbour Clinic", 1)]


def test_at_one_site_alone_others_are_not_affected(hosted: Cast) -> None:
    product = make_product(hosted.northwind)
    quay, hill = make_site(hosted.harbour), make_site(hosted.orchard, "Hill")
    make_unit(hosted.harbour, product, "DP-1", site=quay)
    make_unit(hosted.orchard, product, "DP-2", site=hill)

    found = affected_organisations(Touched(hosted.northwind.pk, (product.pk,), (hill.pk,)))

    assert [each.name for each in found] == ["Orchard Foods"]


def test_who_is_affected_is_one_question_however_many(hosted: Cast, exchange: Product) -> None:
    for number in range(20):
        customer = make_organisation(f"Shop {number}", of=[hosted.northwind])
        make_unit(customer, exchange, "main", kind="service")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = list(affected_organisations(Touched(hosted.northwind.pk, (exchange.pk,))))

    assert (len(found), len(asked)) == (21, 1)


def test_kinds_of_change_are_those_of_the_agreements(hosted: Cast) -> None:
    version = hosted.harbour.contracts.get().agreement.versions.get()

    assert kinds_of_change([version, version]) == ["Planned maintenance"]


def test_work_that_touches_nothing_is_refused(hosted: Cast) -> None:
    with pytest.raises(WorkTouchesNothing):
        plan_work(actor=hosted.ben.actor, provider=hosted.northwind, plan=make_plan(), at=TUESDAY)

    assert not PlannedWork.objects.exists()


def test_the_planner_does_not_approve_where_somebody_else_may(hosted: Cast, exchange: Product) -> None:
    work = plan_work(actor=hosted.lea.actor, provider=hosted.northwind, plan=make_plan(exchange), at=TUESDAY)

    with pytest.raises(PlannerApproves, match="Olga may"):
        approve_work(actor=hosted.lea.actor, work=work, at=TUESDAY)
    with pytest.raises(NotAllowed):
        approve_work(actor=hosted.ben.actor, work=work, at=TUESDAY)

    work.refresh_from_db()
    assert work.state == "draft"


def test_a_planner_who_alone_may_approve_does(hosted: Cast, exchange: Product) -> None:
    Grant.objects.filter(staff=hosted.olga.staff).delete()
    work = plan_work(actor=hosted.lea.actor, provider=hosted.northwind, plan=make_plan(exchange), at=TUESDAY)

    approved = approve_work(actor=hosted.lea.actor, work=work, at=TUESDAY)

    assert (approved.state, approved.approved_by_id) == ("approved", hosted.lea.staff.pk)


def test_what_is_not_approved_is_not_announced(hosted: Cast, exchange: Product) -> None:
    work = make_work(hosted, make_plan(exchange), at=TUESDAY, to="draft")

    with pytest.raises(WorkStandsElsewhere, match="draft"):
        announce_work(actor=hosted.ben.actor, work=work, at=TUESDAY)

    assert not Affected.objects.exists()


def test_where_the_agreement_says_nothing_that_is_kept_with_its_row(hosted: Cast, exchange: Product) -> None:
    make_work(hosted, make_plan(exchange), at=TUESDAY)

    kept = Affected.objects.get()
    assert (kept.organisation, kept.units, kept.lead, kept.channel) == (hosted.harbour, 1, "", "")
    assert kept.audience == "customers whose service may be affected"
    assert (kept.anchor, kept.row, kept.is_short) == ("10", "Planned maintenance", False)


def test_the_lead_time_counts_business_days_and_is_said_with_its_clause_before_announcing(
    hosted: Cast, exchange: Product
) -> None:
    bind(hosted, FIVE_DAYS)
    plan = make_plan(exchange, starts="2026-06-19 23:00", ends="2026-06-19 23:45")
    friday, monday = ny("2026-06-12 17:00"), ny("2026-06-15 09:00")

    late = make_work(hosted, plan, at=monday, to="approved")
    with pytest.raises(LeadTimeTooShort, match=r"5 business days .* Harbour Clinic \(clause 10\)"):
        announce_work(actor=hosted.ben.actor, work=late, at=monday)
    assert not Affected.objects.exists()
    announce_work(actor=hosted.ben.actor, work=late, is_short_accepted=True, at=monday)
    make_work(hosted, plan, at=friday)

    assert [(each.lead, each.is_short) for each in Affected.objects.order_by("pk")] == [
        ("5 business days", True),
        ("5 business days", False),
    ]


def test_it_begins_is_extended_and_ends(hosted: Cast, exchange: Product) -> None:
    work = make_work(hosted, make_plan(exchange), at=TUESDAY)
    begun = ny("2026-06-20 23:00")

    work = begin_work(actor=hosted.ben.actor, work=work, at=begun)
    with pytest.raises(WorkEndsFirst):
        extend_work(actor=hosted.ben.actor, work=work, ends_at=work.ends_at, reason="Slow.", at=begun)
    longer = ny("2026-06-21 00:30")
    work = extend_work(actor=hosted.ben.actor, work=work, ends_at=longer, reason="A slow disk.", at=begun)
    work = end_work(actor=hosted.ben.actor, work=work, at=ny("2026-06-21 00:20"))

    assert (work.state, work.ends_at, work.sequence) == ("ended", longer, 1)
    assert [(change.what, change.ends_at) for change in work.changes.all()] == [
        ("extended", ny("2026-06-20 23:45"))
    ]


def test_moved_it_counts_up_and_the_change_keeps_what_stood(hosted: Cast, exchange: Product) -> None:
    work = make_work(hosted, make_plan(exchange), at=TUESDAY)
    times = make_plan(exchange, starts="2026-06-27 23:00", ends="2026-06-28 01:00").times

    with pytest.raises(WorkReasonMissing):
        move_work(actor=hosted.ben.actor, work=work, times=times, reason=" ", at=TUESDAY)
    moved = move_work(
        actor=hosted.ben.actor, work=work, times=times, reason="The disks are late.", at=TUESDAY
    )

    assert (moved.starts_at, moved.sequence, moved.state) == (times.starts_at, 1, "announced")
    assert moved.changes.get().starts_at == ny("2026-06-20 23:00")


def test_what_was_called_off_comes_to_nothing_else(hosted: Cast, exchange: Product) -> None:
    work = make_work(hosted, make_plan(exchange), at=TUESDAY)

    work = call_off_work(actor=hosted.ben.actor, work=work, reason="Not needed.", at=TUESDAY)

    with pytest.raises(WorkStandsElsewhere, match="called off"):
        begin_work(actor=hosted.ben.actor, work=work, at=TUESDAY)
    assert (work.state, work.ended_at) == ("called off", TUESDAY)


def bind(cast: Cast, row: str) -> None:
    """Harbour Clinic's agreement says this about the lead time."""
    text = {NOT_SAID: row, "version: ": "version: 9", "A night of maintenance": "A night"}
    version = publish_shipped(cast.southgate, name="stratelegy", changed=text)
    cast.harbour.contracts.update(agreement=version.agreement)
