"""Reports in a browser: readable in both themes and on a telephone, without a script, and by assistive programs."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AxeCheck, OpenPage, SignIn
from tests.cast.fixtures import cast
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.reports.rows import make_charge, make_receivable, make_work
from uphold.reports.known import REPORTS

__all__ = ["cast"]
HERE = "/desk/reports/"
PERIOD = "period=2026-Q2"


@pytest.fixture
def figures(cast: Cast) -> Cast:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-01 09:00"))
    for day in ("02", "09", "16"):
        settled = f"2026-06-{day} 12:00"
        make_work(ticket, cast.ben, f"2026-06-{day} 10:00", minutes=50, settled=settled)
        make_charge(ticket, settled, minutes=20, price="included", row="Included")
        make_charge(ticket, settled, minutes=30, amount="75.00", row="Support")
        make_receivable(cast.northwind, cast.harbour, date(2026, 6, int(day)), open_amount="90.00")
    return cast


@pytest.fixture
def opened(figures: Cast, site: str, open_page: OpenPage, sign_in: SignIn) -> OpenPage:
    """A window of Olga's, who may read reports, on the site."""

    def open_signed_in(**how: object) -> Page:
        page = open_page(**how)
        assert figures.olga.staff.account is not None
        sign_in(page, figures.olga.staff.account)
        page.goto(f"{site}{HERE}")
        return page

    return open_signed_in


@pytest.mark.parametrize(
    "how", [{"theme": "light"}, {"theme": "dark"}, {"is_telephone": True}], ids=["light", "dark", "telephone"]
)
def test_assistive_programs_find_nothing_wrong(
    how: dict[str, object], opened: OpenPage, site: str, axe: AxeCheck
) -> None:
    page = opened(**how)

    found = {}
    for report in REPORTS:
        page.goto(f"{site}{HERE}{report.name}?{PERIOD}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[report.name] = (axe(page), wide)

    assert found == {report.name: ([], 0) for report in REPORTS}


def test_a_report_is_asked_and_its_file_taken_without_scripts(opened: OpenPage, site: str) -> None:
    page = opened(has_script=False)
    page.goto(f"{site}{HERE}utilisation?period=2026-05")
    assert page.get_by_text("Work that is logged in this period stands here").is_visible()

    page.get_by_label("Period").select_option("days")
    page.get_by_label("First day").fill("2026-06-01")
    page.get_by_label("Last day").fill("2026-06-07")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_role("cell", name="0:50").first).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename == "utilisation-northwind-2026-06-01-2026-06-07.csv"


def test_what_decides_is_seen_on_a_telephone_without_moving_sideways(opened: OpenPage, site: str) -> None:
    page = opened(is_telephone=True)

    seen = []
    for name in ("ageing", "leakage"):
        page.goto(f"{site}{HERE}{name}?{PERIOD}")
        box = page.locator("tbody td.decides").first.bounding_box()
        assert box is not None
        seen.append(box["x"] > 0 and box["x"] + box["width"] <= page.evaluate("innerWidth"))
        assert page.get_by_role("columnheader").count() > 3

    assert seen == [True, True]
