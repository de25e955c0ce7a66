"""Work cut into segments costs what it costs when every second is rated by itself, clock changes included."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.scenario.asking import desk
from uphold.policy.scenario import answer, read_case, write_answer

BANDS = desk(
    """
| Hours    | Days             | From  | To    |
|----------|------------------|-------|-------|
| Evening  | Monday to Friday | 17:00 | 22:00 |
| Saturday | Saturday         | 00:00 | 24:00 |

| Charge  | Hours          | Rate             |
|---------|----------------|------------------|
| By day  | Standard hours | no charge        |
| Callout | Evening        | $100.00 per hour |
| Callout | Saturday       | $150.00 per hour |
| Callout | Off hours      | $200.00 per hour |
"""
)
NEW_YORK = ZoneInfo("America/New_York")
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
NIGHTS_OF_CLOCK_CHANGES = (datetime(2026, 3, 8, 5, tzinfo=UTC), datetime(2026, 11, 1, 4, tzinfo=UTC))
STARTS = st.one_of(
    st.builds(lambda seconds: NEW_YEAR + timedelta(seconds=seconds), st.integers(0, 31_000_000)),
    st.builds(
        lambda night, seconds: night + timedelta(seconds=seconds),
        st.sampled_from(NIGHTS_OF_CLOCK_CHANGES),
        st.integers(-7200, 14_400),
    ),
)


def dollars_an_hour(at: datetime) -> int:
    """The rate by the wall clock of New York."""
    local = at.astimezone(NEW_YORK)
    if local.weekday() == 5:
        return 150
    if local.weekday() < 5 and 9 <= local.hour < 22:
        return 0 if local.hour < 17 else 100
    return 200


@settings(deadline=None, max_examples=40)
@given(start=STARTS, seconds=st.integers(1, 7200))
def test_segments_cost_what_their_seconds_cost(start: datetime, seconds: int) -> None:
    told = {
        "opened": start.isoformat(),
        "facts": {"request": "Fault"},
        "work": [{"on": start.isoformat(), "lasted": f"PT{seconds}S"}],
    }

    charge = write_answer(BANDS, answer(BANDS, read_case(told, BANDS)))["charge"]

    exact = Fraction(
        sum(dollars_an_hour(start + timedelta(seconds=second)) for second in range(seconds)), 3600
    )
    assert isinstance(charge, dict)
    assert abs(Fraction(str(charge["amount"])) - exact) <= Fraction(1, 200)
