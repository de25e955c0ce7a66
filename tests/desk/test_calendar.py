"""The calendar: a day and a week of people, right over clock changes; windows, absences; calendars for programs."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # it has none
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast.appointments import ASKED_ON, book, make_installers, ny, open_install
from tests.cast.fixtures import hosted
from tests.cast.people import Cast, make_worker
from tests.desk.conftest import AsPerson
from uphold.access import Role
from uphold.kit import stopped_at
from uphold.people.models import Grant, Team
from uphold.scheduling.actions import cancel_appointment
from uphold.scheduling.models import Absence, Appointment, CalendarFeed, Window

__all__ = ["hosted"]


@pytest.fixture
def installers(hosted: Cast) -> Team:
    return make_installers(hosted, hosted.ben, hosted.nia)


@pytest.fixture
def booked(hosted: Cast, installers: Team) -> Appointment:
    assert installers.pk
    return book(
        ticket=open_install(customer=hosted.ada),
        by=hosted.ada,
        engineer=hosted.ben,
        starts="2026-09-21 09:00",
    )


def get(client: Client, address: str, *, at: str = ASKED_ON) -> str:
    with stopped_at(ny(at)):
        response = client.get(f"/desk/calendar/{address}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def post(client: Client, address: str, stated: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the client's own
    with stopped_at(ny(ASKED_ON)):
        return client.post(f"/desk/calendar/{address}", stated)


@pytest.mark.usefixtures("booked")
def test_a_week_shows_who_is_where_and_what_is_free(hosted: Cast, as_person: AsPerson) -> None:
    text = get(as_person(hosted.ben), "?on=2026-09-21")

    assert "21 September to 27 September 2026" in text
    row = text[text.index('<th scope="row">Ben</th>') : text.index('<th scope="row">Nia</th>')]
    assert "09:00–11:00" in row
    assert "New install at Harbour Clinic" in row
    assert row.index("3 free") < row.index("4 free")


@pytest.mark.usefixtures("booked")
def test_a_day_spans_what_is_booked_over_its_half_hours(hosted: Cast, as_person: AsPerson) -> None:
    text = get(as_person(hosted.ben), "?view=day&on=2026-09-21")

    assert "Monday, 21 September 2026" in text
    assert 'class="calendar-taken" rowspan="4"' in text
    assert text.count('<tr class="hour">') == 10


@pytest.mark.parametrize(("on", "hours"), [("2026-03-08", 5), ("2026-11-01", 7)])
def test_a_day_on_which_clocks_change_has_the_hours_that_there_are(
    on: str, hours: int, hosted: Cast, installers: Team, as_person: AsPerson
) -> None:
    Window.objects.filter(team=installers).delete()
    Window.objects.create(
        provider=hosted.northwind,
        team=installers,
        weekday=6,
        opens="00:00",
        closes="06:00",
        zone="America/New_York",
        slot_minutes=60,
    )
    client = as_person(hosted.ben)
    client.cookies["zone"] = "America/New_York"

    text = get(client, f"?view=day&on={on}", at="2026-01-05 10:00")

    night = text[: text.index(">08:00<")]
    assert night.count('class="calendar-open"') == hours * 2 * 2
    assert night.count(">02:00<") == (0 if hours == 5 else 1)
    assert night.count(">01:00<") == (1 if hours == 5 else 2)


def test_a_week_costs_the_same_for_2_people_and_for_20(
    hosted: Cast, installers: Team, as_person: AsPerson
) -> None:
    client = as_person(hosted.ben)
    few = queries_of(client)
    for number in range(18):
        other = make_worker(f"Engineer {number}", of=hosted.northwind)
        installers.memberships.create(staff=other.staff)
        book(
            ticket=open_install(customer=hosted.ada),
            by=hosted.ben,
            engineer=other,
            starts="2026-09-21 09:00",
        )

    assert queries_of(client) == few
    assert few <= 20


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        get(client, "?on=2026-09-21")
    return len(seen)


@pytest.mark.usefixtures("booked")
def test_other_providers_see_nothing_of_it(hosted: Cast, as_person: AsPerson) -> None:
    text = get(as_person(hosted.tom), f"?on=2026-09-21&provider={hosted.northwind.pk}")

    assert "Ben" not in text
    assert "Harbour" not in text


def test_a_lead_opens_windows_on_several_days_and_ends_one(hosted: Cast, as_person: AsPerson) -> None:
    client = as_person(hosted.lea)
    stated = {
        "whose": f"staff:{hosted.northwind.pk}:{hosted.ben.staff.pk}",
        "weekdays": ["0", "2"],
        "opens": "09:00",
        "closes": "12:00",
        "zone": "America/New_York",
        "slot_minutes": "90",
    }

    too_long = post(client, "windows/new", stated | {"slot_minutes": "240"})
    assert too_long.status_code == 422
    assert "A window of 180 minutes holds no slot of 240." in too_long.content.decode()
    assert not Window.objects.exists()
    post(client, "windows/new", stated)
    post(client, f"windows/{Window.objects.get(weekday=0).pk}/end", {})

    assert list(Window.objects.filter(ended_at=None).values_list("weekday", flat=True)) == [2]


def test_who_may_keep_windows(hosted: Cast, installers: Team, as_person: AsPerson) -> None:
    window = Window.objects.filter(team=installers)[0]
    people = [(hosted.ben, 403), (hosted.tom, 403), (hosted.lea, 302), (hosted.olga, 404)]

    for person, status in people:
        response = post(as_person(person), f"windows/{window.pk}/end", {})
        assert response.status_code == status, person.staff.name


def test_leads_of_another_provider_find_no_window(
    hosted: Cast, installers: Team, as_person: AsPerson
) -> None:
    window = Window.objects.filter(team=installers)[0]
    Grant.objects.filter(staff=hosted.tom.staff).update(role=Role.LEAD.value)

    response = post(as_person(hosted.tom), f"windows/{window.pk}/end", {})

    assert response.status_code == 404
    window.refresh_from_db()
    assert window.ended_at is None


def test_an_agent_notes_his_own_absence_and_nobody_elses(hosted: Cast, as_person: AsPerson) -> None:
    client = as_person(hosted.ben)
    stated = {"starts_at": "2026-09-21T09:00", "ends_at": "2026-09-22T17:00", "reason": "Training"}

    refused = post(client, "absences/new", stated | {"staff": hosted.nia.staff.pk})
    assert refused.status_code == 422
    post(client, "absences/new", stated | {"staff": hosted.ben.staff.pk})

    absence = Absence.objects.get()
    assert absence.staff == hosted.ben.staff
    post(as_person(hosted.nia), f"absences/{absence.pk}/withdrawal", {})
    assert Absence.objects.get().withdrawn_at is None
    post(client, f"absences/{absence.pk}/withdrawal", {})
    assert Absence.objects.get().withdrawn_at is not None


def test_what_is_booked_while_somebody_is_away_is_named_for_somebody_to_move(
    hosted: Cast, booked: Appointment, as_person: AsPerson
) -> None:
    away = {"staff": hosted.ben.staff.pk, "starts_at": "2026-09-21T08:00", "ends_at": "2026-09-21T18:00"}

    post(as_person(hosted.lea), "absences/new", away)

    text = get(as_person(hosted.nia), "schedule")
    assert f"{booked.ticket.number} is booked then" in text
    assert f'href="/desk/tickets/{booked.ticket.number}/appointments"' in text


def make_feed(client: Client, whose: str) -> str:
    text = post(client, "feeds/new", {"whose": whose}).content.decode()
    [token] = re.findall(r"/calendars/([\w-]+)\.ics", text)
    return str(token)


def read_feed(token: str) -> Any:  # noqa: ANN401 - the client's own
    with stopped_at(ny(ASKED_ON)):
        return Client().get(f"/calendars/{token}.ics")


def test_a_calendar_is_read_without_signing_in_by_its_address_alone(
    hosted: Cast, booked: Appointment, as_person: AsPerson
) -> None:
    token = make_feed(as_person(hosted.ben), f"own:{hosted.northwind.pk}")

    response = read_feed(token)

    [event] = vobject.readOne(response.content.decode()).vevent_list
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (event.uid.value, event.status.value) == (booked.uid, "CONFIRMED")
    assert event.dtstart.value == datetime(2026, 9, 21, 13, tzinfo=UTC)
    assert event.dtend.value - event.dtstart.value == timedelta(hours=2)
    assert token not in CalendarFeed.objects.get().token_hash


def test_a_teams_calendar_holds_its_appointments_and_nothing_that_was_called_off(
    hosted: Cast, booked: Appointment, installers: Team, as_person: AsPerson
) -> None:
    token = make_feed(as_person(hosted.nia), f"team:{installers.pk}")
    assert b"BEGIN:VEVENT" in read_feed(token).content

    at = ny("2026-09-14 12:00")
    cancel_appointment(actor=hosted.ada.actor, appointment=booked, reason="Not ready.", at=at)

    assert b"BEGIN:VEVENT" not in read_feed(token).content


def test_a_calendar_that_is_revoked_or_whose_reader_left_is_not_there(
    hosted: Cast, installers: Team, as_person: AsPerson
) -> None:
    client = as_person(hosted.nia)
    revoked, left = (make_feed(client, f"team:{installers.pk}") for _ in range(2))
    first = CalendarFeed.objects.order_by("pk")[0]

    assert post(as_person(hosted.ben), f"feeds/{first.pk}/revocation", {}).status_code == 404
    post(client, f"feeds/{first.pk}/revocation", {})
    assert [read_feed(each).status_code for each in (revoked, left, "0" * 43)] == [404, 200, 404]
    Grant.objects.filter(staff=hosted.nia.staff).delete()

    assert read_feed(left).status_code == 404
