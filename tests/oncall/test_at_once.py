"""Several people at once: one step a request, one who takes a call, one call a silence."""

import pytest

from tests.cast.instants import at
from tests.cast.oncall import let_call
from tests.cast.people import Cast
from tests.cast.shipped import make_shipped_cast, open_shipped
from tests.credits.at_once import at_once
from uphold.kit import Refused
from uphold.oncall.actions import escalate, take_page
from uphold.oncall.jobs import follow_pages
from uphold.oncall.models import Attempt, Escalation, Page

pytestmark = pytest.mark.django_db(transaction=True)

TUESDAY, LATER = at("2026-06-09 16:00"), at("2026-06-09 16:20")


@pytest.fixture
def hosted() -> Cast:
    return make_shipped_cast("stratelegy")


def test_of_those_who_ask_and_take_and_sweep_at_once_one_does(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=TUESDAY, request="Fault", impact="One function")
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)

    def ask(person: str) -> object:
        actor = getattr(hosted, person).actor
        return escalate(actor=actor, ticket=ticket, reason="Nobody called.", seen_step=1, at=TUESDAY)

    asked = at_once(lambda: ask("ada"), lambda: ask("max"), lambda: ask("nia"))
    swept = at_once(lambda: follow_pages(LATER), lambda: follow_pages(LATER))
    page = Page.objects.get()
    taken = at_once(
        lambda: take_page(actor=hosted.nia.actor, page=page, at=LATER),
        lambda: take_page(actor=hosted.lea.actor, page=page, at=LATER),
    )

    assert sorted(type(each).__name__ for each in asked) == ["Escalation", "StepMoved", "StepMoved"]
    assert (Escalation.objects.count(), sorted(map(str, swept))) == (1, ["0", "1"])
    assert Attempt.objects.count() == 2
    assert [type(each).__name__ for each in taken if isinstance(each, Refused)] == ["PageTaken"]
