"""The queue: what stands in it, in which order, and what it costs."""

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at


def test_an_agent_lands_on_the_queue_after_sign_in(cast: Cast, as_person: AsPerson) -> None:
    response = as_person(cast.ben).get("/")

    assert response.status_code == 302
    assert response["Location"] == "/desk/"


def test_what_is_due_first_stands_first(cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:00"), subject="Later", request="Question")
    make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:10"), subject="Sooner")

    with stopped_at(at("2026-06-09 09:30")):
        text = as_person(cast.ben).get("/desk/queue/all").content.decode()

    assert text.index("Sooner") < text.index("Later")
    assert "answer in 1 h 40" in text
