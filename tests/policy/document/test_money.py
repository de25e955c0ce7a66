"""Money, rates, credits and shares, in the currency of the agreement."""

from decimal import Decimal

import pytest

from tests.policy.document.builders import DESK, VOCABULARY, read_body, rule_of
from uphold.policy.decide.terms import CreditRate, Free, Money, Number, Rate, Share, Term, Unsaid
from uphold.policy.document.cells.money import read_money, read_rate, read_refund, read_surcharge
from uphold.policy.document.names import MalformedCell, Vocabulary


def in_currency(currency: str) -> Vocabulary:
    return Vocabulary(currency=currency, zone="UTC")


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("$125.00", "USD", "125.00"),
        ("$ 1,250", "CAD", "1250"),
        ("US$5", "USD", "5"),
        ("125 USD", "USD", "125"),
        ("usd 125", "USD", "125"),
        ("€80.50", "EUR", "80.50"),
        ("80.50 €", "EUR", "80.50"),
        ("£3", "GBP", "3"),
        ("CHF 90", "CHF", "90"),
        ("12 kr", "SEK", "12"),
    ],
)
def test_an_amount_is_read_in_the_currency_of_the_agreement(text: str, currency: str, amount: str) -> None:
    assert read_money(text, in_currency(currency)) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "currency", "refusal"),
    [
        ("€125.00", "USD", "'€' is not the currency of the agreement, USD; write it like '$125.00'"),
        ("125.00 GBP", "EUR", "'GBP' is not the currency of the agreement, EUR; write it like '€125.00'"),
        ("$5", "SEK", "'$' is not the currency of the agreement, SEK; write it like '5 SEK'"),
        ("125", "USD", "'125' is not an amount; write it like '$125.00'"),
        ("125,00 €", "EUR", "'125,00 €' is not an amount; write it like '€125.00'"),
        ("-$5", "USD", "'-$' is not the currency of the agreement, USD; write it like '$5'"),
    ],
)
def test_what_is_no_amount_is_refused_with_how_to_write_it(text: str, currency: str, refusal: str) -> None:
    with pytest.raises(MalformedCell) as refused:
        read_money(text, in_currency(currency))

    assert str(refused.value) == refusal


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("$125.00 per hour", Rate(Money(Decimal("125.00"), "USD"), "hour")),
        ("$50 per event", Rate(Money(Decimal(50), "USD"), "event")),
        ("$50", Rate(Money(Decimal(50), "USD"), "entry")),
        ("1 credit per minute", CreditRate(Decimal(1), "minute")),
        ("1.5 credits per minute", CreditRate(Decimal("1.5"), "minute")),
        ("no charge", Free("no charge")),
        ("Included", Free("included")),
    ],
)
def test_a_rate_is_read(text: str, rate: Term) -> None:
    assert read_rate(text, VOCABULARY) == rate


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (
            "cheap",
            "'cheap' is not a rate; write it like '$125.00 per hour', '1 credit per minute' or 'no charge'",
        ),
        ("$5 per huor", "'huor' is not a unit of a rate; did you mean 'hour'?"),
        ("€5 per hour", "'€' is not the currency of the agreement, USD; write it like '$5'"),
    ],
)
def test_what_is_no_rate_is_refused(text: str, refusal: str) -> None:
    with pytest.raises(MalformedCell) as refused:
        read_rate(text, VOCABULARY)

    assert str(refused.value) == refusal


def test_an_addition_may_count_anything() -> None:
    assert read_surcharge("$0.50 per kilometre", VOCABULARY) == Rate(
        Money(Decimal("0.50"), "USD"), "kilometre"
    )


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("all", Share(Decimal(100), "the charge")),
        ("50 %", Share(Decimal(50), "the charge")),
        ("5% of the monthly fee", Share(Decimal(5), "the monthly fee")),
        ("5 % of the monthly fee per started 30 minutes", Share(Decimal(5), "the monthly fee", 1800)),
        ("5 % of the monthly fee per started hour", Share(Decimal(5), "the monthly fee", 3600)),
        ("60 credits", Number(Decimal(60))),
        ("$20.00", Money(Decimal("20.00"), "USD")),
    ],
)
def test_what_comes_back_is_a_share_credits_or_money(text: str, term: Term) -> None:
    assert read_refund(text, VOCABULARY) == term


@pytest.mark.parametrize("text", ["5 % per started month", "% of it", "five credits", "credits"])
def test_what_is_no_refund_is_refused(text: str) -> None:
    with pytest.raises(MalformedCell):
        read_refund(text, VOCABULARY)


@pytest.mark.parametrize(
    ("written", "unsaid"),
    [("not said", Unsaid.NOT_SAID), ("None", Unsaid.NONE), ("as agreed", Unsaid.AS_AGREED)],
)
def test_any_outcome_may_say_nothing_in_three_ways(written: str, unsaid: Unsaid) -> None:
    rule = rule_of(f"| Charge | Rate |\n|---|---|\n| Work | {written} |\n", "charge")

    assert rule.terms == {"rate": unsaid}


@pytest.mark.parametrize(
    "rounding", ["up to the minute", "up to 15 minutes", "half even to the hour", "down"]
)
def test_a_rounding_of_work_is_a_direction_and_a_step(rounding: str) -> None:
    table = f"| Charge | Rate | Rounding |\n|---|---|---|\n| Work | $5.00 per hour | {rounding} |\n"

    assert read_body(f"{DESK}\n{table}").errors == ()


def test_what_is_no_rounding_is_refused() -> None:
    table = "| Charge | Rate | Rounding |\n|---|---|---|\n| Work | $5.00 per hour | generously |\n"

    assert [error.text for error in read_body(f"{DESK}\n{table}").errors] == [
        "Rounding: 'generously' is not a rounding; write it like 'up to the minute' or 'up to 15 minutes'"
    ]
