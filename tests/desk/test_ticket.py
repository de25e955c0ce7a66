"""The page of a ticket: what was said, what is promised, and why."""

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at


def test_the_page_shows_what_is_promised_and_by_which_row(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:00"))

    with stopped_at(at("2026-06-09 09:30")):
        text = as_person(cast.ben).get(f"/desk/tickets/{ticket.number}").content.decode()

    assert "answer in 1 h 30" in text
    assert "§ 3" in text
    assert "Nobody can call since this morning." in text
