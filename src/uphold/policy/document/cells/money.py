"""Money and rates: `$125.00 per hour`, `1 credit per minute`, `5 % of the monthly fee per started 30 minutes`."""

from __future__ import annotations

import re
from decimal import Decimal

from uphold.policy.charges.minor_units import half_up_in, is_whole
from uphold.policy.decide.terms import CreditRate, Duration, Free, Money, Number, Rate, Share, Unit
from uphold.policy.document.cells.currencies import CURRENCIES, SIGNS
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.names import MalformedCell, UnknownName, Vocabulary, key_of

AMOUNT = r"(?P<amount>[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,6})?|[0-9]{1,12}(?:\.[0-9]{1,6})?)"
BEFORE = re.compile(rf"(?P<sign>[^\d\s.,]{{1,4}})\s*{AMOUNT}")
AFTER = re.compile(rf"{AMOUNT}\s*(?P<sign>[^\d\s.,]{{1,4}})")
CREDITS = re.compile(r"(?P<count>[0-9]{1,7}(?:\.[0-9]{1,4})?) credits?(?: per (?P<per>.+))?")
SHARE = re.compile(
    r"(?P<percent>[0-9]{1,4}(?:\.[0-9]{1,4})?) ?%(?: of (?P<of>.+?))?(?: per started (?P<started>.+))?"
)
FREE = ("included", "no charge")
RATED = ("minute", "half hour", "hour", "day", "entry", "ticket", "event")
SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86_400}


def read_money(text: str, vocabulary: Vocabulary) -> Money:
    """An amount in the currency of the agreement.

    >>> read_money("$1,250.00", Vocabulary(currency="USD", zone="UTC"))
    Money(amount=Decimal('1250.00'), currency='USD')
    """
    found = BEFORE.fullmatch(text.strip()) or AFTER.fullmatch(text.strip())
    if found is None:
        raise MalformedCell(
            "cell.money", f"'{text}' is not an amount; write it like '{amount_like(vocabulary, '125.00')}'"
        )
    sign, currency = found["sign"], vocabulary.currency
    named = SIGNS.get(sign) or ({sign.upper()} if sign.upper() in CURRENCIES else None)
    if named is None or currency not in named:
        raise MalformedCell(
            "cell.currency",
            f"'{sign}' is not the currency of the agreement, {currency}; "
            f"write it like '{amount_like(vocabulary, found['amount'])}'",
        )
    return Money(Decimal(found["amount"].replace(",", "")), currency)


def read_price(text: str, vocabulary: Vocabulary) -> Money:
    """What is paid as it stands, so in whole smallest units; a rate may be finer.

    >>> read_price("$300.00", Vocabulary(currency="USD", zone="UTC"))
    Money(amount=Decimal('300.00'), currency='USD')
    """
    money = read_money(text, vocabulary)
    if not is_whole(money.amount, currency=money.currency):
        right = amount_like(vocabulary, str(half_up_in(money.currency).of(money.amount)))
        raise MalformedCell(
            "cell.price",
            f"'{text}' cannot be paid: {money.currency} has no part so small; write it like '{right}'",
        )
    return money


def read_rate(text: str, vocabulary: Vocabulary) -> Rate | CreditRate | Free:
    """What a unit of work costs; a bare amount is per entry.

    >>> read_rate("1.5 credits per minute", Vocabulary(currency="USD", zone="UTC"))
    CreditRate(credits=Decimal('1.5'), per='minute')
    """
    key = key_of(text)
    if key in FREE:
        return Free(key)
    credits_found = CREDITS.fullmatch(key)
    if credits_found is not None:
        return CreditRate(Decimal(credits_found["count"]), _rated(credits_found["per"] or "entry"))
    amount, _, unit = text.partition(" per ")
    try:
        money = read_money(amount, vocabulary)
    except MalformedCell as malformed:
        if malformed.code == "cell.currency":
            raise
        example = amount_like(vocabulary, "125.00")
        raise MalformedCell(
            "cell.rate",
            f"'{text}' is not a rate; write it like '{example} per hour', '1 credit per minute' or 'no charge'",
        ) from None
    return Rate(money, _rated(unit or "entry"))


def read_surcharge(text: str, vocabulary: Vocabulary) -> Rate:
    """Money for each of anything that is counted: `$0.50 per kilometre`; a bare amount is per entry."""
    amount, _, unit = text.partition(" per ")
    return Rate(read_money(amount, vocabulary), key_of(unit) or "entry")


def read_refund(text: str, vocabulary: Vocabulary) -> Share | Money | Number:
    """What comes back: `all`, a share, money, or a number of credits (`60 credits`).

    `all` is the share of 100 percent of "the charge".

    >>> read_refund("all", Vocabulary(currency="USD", zone="UTC"))
    Share(percent=Decimal('100'), of='the charge', per_started_seconds=None)
    """
    key = key_of(text)
    if key == "all":
        return Share(Decimal(100), "the charge")
    credits_found = CREDITS.fullmatch(key)
    if credits_found is not None and credits_found["per"] is None:
        return Number(Decimal(credits_found["count"]))
    return read_share(text, vocabulary) if "%" in text else read_money(text, vocabulary)


def read_share(text: str, vocabulary: Vocabulary) -> Share:
    """A share: `5 % of the monthly fee per started 30 minutes`; a bare one is of "the charge"."""
    found = SHARE.fullmatch(key_of(text))
    if found is None:
        raise MalformedCell("cell.share", f"'{text}' is not a share; write it like '5 % of the monthly fee'")
    started = found["started"]
    seconds = None
    if started is not None:
        period = read_duration(started if started[0].isdigit() else f"1 {started}", vocabulary)
        seconds = _seconds_of(period, text=text)
    return Share(Decimal(found["percent"]), found["of"] or "the charge", seconds)


def amount_like(vocabulary: Vocabulary, amount: str) -> str:
    """The amount as it is best written in the currency of the agreement.

    >>> amount_like(Vocabulary(currency="SEK", zone="UTC"), "5.00")
    '5.00 SEK'
    """
    preferred = {"USD": "$", "EUR": "\u20ac", "GBP": "\u00a3"}.get(vocabulary.currency)
    return f"{preferred}{amount}" if preferred else f"{amount} {vocabulary.currency}"


def _rated(unit: str) -> str:
    key = key_of(unit)
    if key not in RATED:
        raise UnknownName(unit, known=RATED, what="unit of a rate")
    return key


def _seconds_of(period: Duration, *, text: str) -> int:
    seconds = SECONDS.get(period.unit)
    if seconds is None or period.hours is not None:
        raise MalformedCell(
            "cell.share",
            f"'{text}' starts a stretch of no fixed length; write it like 'per started 30 minutes'",
        )
    return int(period.count * seconds)
