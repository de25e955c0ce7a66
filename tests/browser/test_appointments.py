"""An install's journey in a real browser: asked for, offered by notice, sooner at its price, made ready, confirmed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]  # it has none
from django.core.mail import EmailMessage
from playwright.sync_api import expect

from tests.browser.journeys import AxeCheck, Clock, OpenPage, Queue, sign_in
from tests.cast.appointments import make_installers, ny, open_install
from tests.cast.fixtures import hosted
from tests.cast.people import Cast
from uphold.scheduling.models import Appointment

__all__ = ["hosted"]
pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(ny("2026-09-14 11:00"))
    monkeypatch.setattr("uphold.kit.clock.datetime", clock)
    return clock


def test_an_install_is_offered_by_notice_rushed_at_its_price_made_ready_and_confirmed_by_mail(
    open_page: OpenPage, hosted: Cast, clock: Clock, axe: AxeCheck, mailoutbox: list[EmailMessage]
) -> None:
    make_installers(hosted)
    ticket = open_install(customer=hosted.ada)
    clock.stand(ny("2026-09-14 11:30"))
    queue = Queue()
    customer, agent = open_page(theme="dark", is_telephone=True), open_page()

    sign_in(customer, hosted.ada)
    customer.goto(f"/portal/tickets/{ticket.number}/")
    customer.get_by_role("link", name="Book an appointment").click()
    main = customer.locator("main")
    expect(main).to_contain_text("Notice is kept from")
    expect(customer.get_by_role("radio", name="Mon 21 Sep, 13:00 to 15:00")).to_be_checked()
    assert axe(customer) == []
    customer.get_by_role("radio", name="Wed 16 Sep, 13:00 to 15:00").check()
    customer.get_by_role("radio", name="Yes").check()
    customer.get_by_role("button", name="Ask for this time").click()
    expect(main).to_contain_text("priority handling, $125.00 per hour, minimum 2 hours")
    expect(customer.get_by_role("link", name="§ 3 Install work").first).to_be_visible()
    customer.get_by_role("button", name="Agree to this price").click()
    expect(main).to_contain_text("waits until all is ready")
    for name in ("Plan", "Bench test"):
        customer.get_by_role("button", name=f"{name}: it is done").click()
        expect(customer.get_by_role("button", name=f"{name}: it is done")).to_have_count(0)
    expect(customer.locator(".appointment .status").first).to_have_text("confirmed")

    queue.work(at=clock.instant)
    sign_in(agent, hosted.ben)
    agent.goto("/desk/calendar/?on=2026-09-16")
    agent.get_by_role("link", name="New install at Harbour Clinic").click()
    expect(agent.locator(".appointment .status").first).to_have_text("confirmed")
    assert axe(agent) == []
    lead = open_page(theme="dark", is_telephone=True)
    sign_in(lead, hosted.lea)
    for view in ("week", "day"):
        lead.goto(f"/desk/calendar/?view={view}&on=2026-09-16")
        assert axe(lead) == []
        assert lead.evaluate("document.documentElement.scrollWidth") <= 390
    sent = [mail for mail in mailoutbox if mail.to == [hosted.ada.contact.email] and mail.attachments]
    event = vobject.readOne(str(sent[-1].attachments[0][1])).vevent
    assert event.dtstart.value == datetime(2026, 9, 16, 9, tzinfo=ZoneInfo("America/New_York"))
    assert Appointment.objects.get().state == Appointment.State.CONFIRMED
