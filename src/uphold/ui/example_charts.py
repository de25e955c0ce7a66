"""Made-up figures for the charts of /patterns."""

from decimal import Decimal

from uphold.ui.components.chart import Bars, Chart, ChartKind, Series, bars, chart
from uphold.ui.words import minutes

WEEKS = tuple(f"{day} Oct" for day in (5, 12, 19, 26))
TAKEN = (
    Series("in credits", (420, 380, 510, 290)),
    Series("in money", (60, 120, 0, 90)),
    Series("no charge", (240, 300, 180, 330)),
)


def columns() -> Chart:
    return chart(WEEKS, TAKEN, say=lambda value: minutes(int(value)), base=60)


def lines() -> Chart:
    return chart(WEEKS, TAKEN, say=lambda value: minutes(int(value)), base=60, kind=ChartKind.LINES)


def results() -> Bars:
    return bars(
        ("Harbour Clinic", "Orchard Foods", "Mill Lane School of Music and Drama"),
        (Series("result", (Decimal(1250), Decimal(-310), Decimal(480))),),
        say=lambda value: f"{value:,.2f}",
    )
