"""The manuscript in words, as people read it: sentences, dates and amounts by the custom of the seller's country."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent
from django.utils.translation import get_language, gettext

from uphold.billing.documents.addresses import address_of
from uphold.billing.documents.colour import legible
from uphold.billing.documents.logo import placed
from uphold.billing.documents.manuscript import Manuscript, ManuscriptLine, ManuscriptTax, Party
from uphold.policy.charges.minor_units import USUAL_DIGITS, minor_digits

LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "DO", "VE"})
"""Where paper is cut to US letter."""

Pair = list[str]


def paper_of(manuscript: Manuscript) -> dict[str, Any]:
    """Everything that stands on the paper, as the template takes it."""
    locale = locale_of(manuscript.seller.country)
    seller, buyer = manuscript.seller, manuscript.buyer
    return {
        "lang": locale.language,
        "paper": "us-letter" if seller.country in LETTER else "a4",
        "colour": seller.colour or "#1f3a5f",
        "accent": legible(seller.colour or "#1f3a5f"),
        **placed(manuscript.logo),
        "watermark": gettext("Preview") if manuscript.is_preview else "",
        "title": gettext("Credit note") if manuscript.is_credit_note else gettext("Invoice"),
        "number": manuscript.number,
        "seller": {"name": seller.legal_name},
        "buyer": {
            "label": gettext("Credit to") if manuscript.is_credit_note else gettext("Invoice to"),
            "name": buyer.legal_name,
            "lines": [*address_of(buyer, seen_from=seller.country, locale=locale), *_numbers(buyer)],
        },
        "facts": list(_facts(manuscript, locale)),
        "words": [manuscript.words] if manuscript.words else [],
        "columns": [
            gettext("Day"),
            gettext("Description"),
            gettext("Quantity"),
            gettext("Unit price"),
            gettext("Amount"),
        ],
        "lines": [_line(line, manuscript, locale) for line in manuscript.lines],
        "notes": list(_notes(manuscript, locale)),
        "sums": list(_sums(manuscript, locale)),
        "total": [gettext("Total"), money(manuscript.gross, manuscript, locale)],
        "paid": list(_paid(manuscript, locale)),
        "due": [gettext("Amount due"), money(manuscript.due_amount, manuscript, locale)]
        if manuscript.paid
        else [],
        "payment": _payment(manuscript, locale),
        "legal": list(_legal(seller, locale)),
        "page": gettext("Page {page} of {pages}"),
    }


def locale_of(country: str) -> Locale:
    """The language that is spoken now, as it is written in that country, or else in Europe, or else anywhere."""
    language = (get_language() or "en").split("-")[0]
    for name in (f"{language}_{country}", f"{language}_150"):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(language)


def money(amount: Decimal, manuscript: Manuscript, locale: Locale) -> str:
    """With the digits of ISO 4217: those that CLDR has are how cash is rounded in some countries."""
    is_usual = minor_digits(manuscript.currency) == USUAL_DIGITS
    words = format_currency(amount, manuscript.currency, locale=locale, currency_digits=not is_usual)
    return words.replace("-", "−")


def day(on: date, locale: Locale) -> str:
    return format_date(on, "medium", locale=locale)


def _facts(manuscript: Manuscript, locale: Locale) -> Iterator[Pair]:
    yield [gettext("Date"), day(manuscript.issued_on, locale)]
    if manuscript.corrects_on:
        yield [gettext("Corrects"), f"{manuscript.corrects_number}, {day(manuscript.corrects_on, locale)}"]
    else:
        yield [gettext("Due"), day(manuscript.due_on, locale)]
        yield [
            gettext("Period"),
            format_interval(manuscript.from_on, manuscript.last_on, "yMMMd", locale=locale),
        ]
    if manuscript.buyer.reference:
        yield [gettext("Your reference"), manuscript.buyer.reference]


def _line(line: ManuscriptLine, manuscript: Manuscript, locale: Locale) -> dict[str, Any]:
    return {
        "day": _short_day(line.worked_on, manuscript.last_on, locale) if line.worked_on else "",
        "words": line.words,
        "ticket": line.ticket,
        "quantity": quantity(line, locale) if line.price else "",
        "price": price(line, manuscript, locale) if line.price else "",
        "amount": money(line.net, manuscript, locale),
        "mark": f"§ {line.anchor}" if line.anchor else "",
        "clause": line.row,
        "reason": line.reason,
        "waived": line.is_waived,
    }


def _short_day(on: date, last_on: date, locale: Locale) -> str:
    return format_skeleton("MMMd", on, locale=locale) if on.year == last_on.year else day(on, locale)


def quantity(line: ManuscriptLine, locale: Locale) -> str:
    """Time as people say it, everything else as it is counted."""
    seconds = {"hour": 3600, "minute": 60}.get(line.unit, 0) * line.quantity
    if seconds:
        return _time(round(seconds))
    count = format_decimal(line.quantity.normalize(), locale=locale).replace("-", "−")
    return count if line.unit in {"", "piece"} else f"{count} {line.unit}"


def _time(seconds: int) -> str:
    sign = "−" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = (
        (hours, gettext("{count} h")),
        (minutes, gettext("{count} min")),
        (rest, gettext("{count} s")),
    )
    return sign + " ".join(words.format(count=count) for count, words in parts if count)


def price(line: ManuscriptLine, manuscript: Manuscript, locale: Locale) -> str:
    """With every decimal that it has, so that price times quantity is the amount."""
    exact = line.price.normalize()
    words = (
        format_currency(exact, manuscript.currency, locale=locale, decimal_quantization=False)
        if exact != round(exact, 2)
        else money(exact, manuscript, locale)
    )
    unit = {"hour": gettext("{price}/h"), "minute": gettext("{price}/min")}.get(line.unit, "{price}")
    return unit.format(price=words)


def tax_name(tax: ManuscriptTax, locale: Locale) -> str:
    """The name that the provider gave the rate, with its per cent where tax is due."""
    rate = percent(tax.percent, locale)
    if not tax.name:
        return gettext("Tax {percent}").format(percent=rate)
    is_said = not tax.percent or f"{tax.percent.normalize():f}" in tax.name
    return tax.name if is_said else f"{tax.name} {rate}"


def percent(share: Decimal, locale: Locale) -> str:
    return format_percent(share / 100, locale=locale, decimal_quantization=False)


def _notes(manuscript: Manuscript, locale: Locale) -> Iterator[str]:
    """Why a rate takes nothing, or less."""
    for tax in manuscript.taxes:
        if tax.reason:
            yield gettext("{name}: {reason}").format(name=tax_name(tax, locale), reason=tax.reason)


def _sums(manuscript: Manuscript, locale: Locale) -> Iterator[Pair]:
    yield [gettext("Net"), money(manuscript.net, manuscript, locale)]
    for tax in manuscript.taxes:
        if tax.tax or tax.category != "O":
            words = gettext("{tax} on {amount}") if len(manuscript.taxes) > 1 else "{tax}"
            name = words.format(tax=tax_name(tax, locale), amount=money(tax.net, manuscript, locale))
            yield [name, money(tax.tax, manuscript, locale)]


def _paid(manuscript: Manuscript, locale: Locale) -> Iterator[Pair]:
    for paid in manuscript.paid:
        words = gettext("Paid on {day}").format(day=day(paid.on, locale))
        yield [
            f"{words}, {paid.reference}" if paid.reference else words,
            money(-paid.amount, manuscript, locale),
        ]


def _payment(manuscript: Manuscript, locale: Locale) -> dict[str, Any]:
    seller = manuscript.seller
    if manuscript.is_credit_note:
        words = gettext("This amount is taken off what you owe us, or paid back.")
        return {"title": "", "words": [words], "rows": []}
    if manuscript.due_amount <= 0:
        return {"title": gettext("Nothing is left to pay."), "words": [], "rows": []}
    title = gettext("Please pay {amount} by {day}.")
    rows = [
        [gettext("IBAN"), grouped(seller.iban)],
        [gettext("Reference"), manuscript.number],
        [gettext("BIC"), seller.bic],
        [gettext("Bank"), seller.bank_name],
    ]
    return {
        "title": title.format(
            amount=money(manuscript.due_amount, manuscript, locale), day=day(manuscript.due_on, locale)
        ),
        "words": [seller.payment_words] if seller.payment_words else [],
        "rows": [row for row in rows if row[1]] if seller.iban else [],
    }


def grouped(number: str) -> str:
    """An account number in groups of four, as people type it."""
    plain = "".join(number.split())
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def _numbers(party: Party) -> Iterator[str]:
    if party.vat_number:
        yield gettext("VAT number {number}").format(number=party.vat_number)
    if party.tax_number:
        yield gettext("Tax number {number}").format(number=party.tax_number)


def _legal(seller: Party, locale: Locale) -> Iterator[str]:
    """The foot of each page: who the seller is, and how to reach him."""
    address = address_of(seller, seen_from="", locale=locale)
    yield " · ".join(part for part in (seller.legal_name, *address) if part)
    yield " · ".join(part for part in (*_numbers(seller), seller.email, seller.telephone) if part)
    if seller.footer:
        yield seller.footer
