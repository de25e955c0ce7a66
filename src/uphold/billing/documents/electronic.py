"""The manuscript in figures, as programs read it: the terms of EN 16931 by their numbers, every amount a text.

BT-1 is the number, BG-25 the lines, and so on: the names are those of the standard, and of the library that writes it.
What a party did not tell is left out, never made up.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from stdnum import iban

from uphold.billing.documents.manuscript import Manuscript, ManuscriptLine, ManuscriptTax, Party
from uphold.policy.charges.minor_units import minor_digits

INVOICE, CREDIT_NOTE = "380", "381"
SEPA_TRANSFER, TRANSFER, SET_OFF, NOT_SAID = "58", "30", "97", "1"
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNITS: Mapping[str, str] = MappingProxyType({"hour": "HUR", "minute": "MIN", "day": "DAY"})
PIECE = "C62"
REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "AE": ("Reverse charge", "VATEX-EU-AE"),
        "E": ("Exempt from tax", ""),
        "O": ("Not subject to tax", "VATEX-EU-O"),
    }
)
"""Why nothing is taxed, by category, where the provider's rate gives no reason of its own; and the code of it."""


def figures_of(manuscript: Manuscript) -> dict[str, Any]:
    """For both forms; a fresh dictionary each time, because the library changes what it is given."""
    is_outside = any(tax.category == "O" for tax in manuscript.taxes)
    note, digits = _said({"BT-22": manuscript.words}), minor_digits(manuscript.currency)
    figures = {
        "BT-1": manuscript.number,
        "BT-2": manuscript.issued_on.isoformat(),
        "BT-3": CREDIT_NOTE if manuscript.is_credit_note else INVOICE,
        "BT-5": manuscript.currency,
        "BT-9": manuscript.due_on.isoformat(),
        "BT-10": manuscript.buyer.reference,
        "BT-20": manuscript.seller.payment_words,
        "BT-72": manuscript.last_on.isoformat(),
        "BT-73": manuscript.from_on.isoformat(),
        "BT-74": manuscript.last_on.isoformat(),
        **_payment(manuscript),
        "BG-1": [note] if note else [],
        "BG-3": _corrected(manuscript),
        "BG-4": _party(manuscript.seller, has_vat=not is_outside),
        "BG-7": _party(manuscript.buyer, has_vat=not is_outside),
        "BG-23": [_tax(tax, digits=digits) for tax in manuscript.taxes],
        "BG-25": [
            _line(line, number, digits=digits) for number, line in enumerate(manuscript.lines, start=1)
        ],
        "BT-106": exact(manuscript.net, digits=digits),
        "BT-109": exact(manuscript.net, digits=digits),
        "BT-110": exact(manuscript.tax, digits=digits),
        "BT-112": exact(manuscript.gross, digits=digits),
        "BT-113": exact(manuscript.paid_amount, digits=digits) if manuscript.paid else "",
        "BT-115": exact(manuscript.due_amount, digits=digits),
    }
    return _said(figures)


def exact(number: Decimal, *, digits: int = 2) -> str:
    """Without an exponent, with so many decimals at least: those of the currency where it is money."""
    return f"{number:.{digits}f}" if number == round(number, digits) else f"{number.normalize():f}"


def _corrected(manuscript: Manuscript) -> list[dict[str, str]]:
    if manuscript.corrects_on is None:
        return []
    return [{"BT-25": manuscript.corrects_number, "BT-26": manuscript.corrects_on.isoformat()}]


def _payment(manuscript: Manuscript) -> dict[str, str]:
    """A credit note names no account: what it gives back is set off."""
    account = "".join(manuscript.seller.iban.split())
    if manuscript.is_credit_note or not account:
        return {"BT-81": SET_OFF if manuscript.is_credit_note else NOT_SAID, "BT-83": manuscript.number}
    is_sepa = manuscript.currency == "EUR" and iban.is_valid(account)
    return {
        "BT-81": SEPA_TRANSFER if is_sepa else TRANSFER,
        "BT-83": manuscript.number,
        "BT-84": account,
        "BT-85": manuscript.seller.legal_name,
        "BT-86": manuscript.seller.bic,
    }


def _party(party: Party, *, has_vat: bool) -> dict[str, Any]:
    """Outside of tax no VAT number may be named (BR-O-02); a seller is then known by his tax number (BR-CO-26)."""
    contact = _said({"name": party.legal_name, "phone": party.telephone, "email": party.email})
    return _said(
        {
            "name": party.legal_name,
            "legal_identifier": "" if has_vat else party.tax_number,
            "vat_identifier": party.vat_number if has_vat else "",
            "tax_identifier": party.tax_number if has_vat else "",
            "einvoicing_addr": party.email,
            "einvoicing_addr_schemeid": "EM" if party.email else "",
            "contacts": [contact] if len(contact) > 1 else [],
            "addr_l1": party.street,
            "city": party.city,
            "postcode": party.postcode,
            "country_code": party.country,
        }
    )


def _tax(tax: ManuscriptTax, *, digits: int) -> dict[str, str]:
    reason, code = REASONS.get(tax.category, ("", ""))
    return _said(
        {
            "BT-116": exact(tax.net, digits=digits),
            "BT-117": exact(tax.tax, digits=digits),
            "BT-118": tax.category,
            "BT-119": "" if tax.category == "O" else exact(tax.percent),
            "BT-120": tax.reason if tax.category in REASONS and tax.reason else reason,
            "BT-121": code,
        }
    )


def _line(line: ManuscriptLine, number: int, *, digits: int) -> dict[str, Any]:
    day = line.worked_on.isoformat() if line.worked_on else ""
    note = " · ".join(part for part in (line.ticket, _clause(line), line.reason) if part)
    return _said(
        {
            "BT-126": str(number),
            "BT-127-00": [_said({"BT-127": note})] if note else [],
            "BT-129": exact(line.quantity),
            "BT-130": UNITS.get(line.unit, PIECE),
            "BT-131": exact(line.net, digits=digits),
            "BT-134": day,
            "BT-135": day,
            "BT-146": exact(line.price, digits=digits),
            "BT-151": line.category,
            "BT-152": "" if line.category == "O" else exact(line.percent),
            "BT-153": line.words,
        }
    )


def _clause(line: ManuscriptLine) -> str:
    mark = f"§ {line.anchor}" if line.anchor else ""
    return " ".join(part for part in (line.document, mark, line.row) if part)


def _said(terms: dict[str, Any]) -> dict[str, Any]:
    """Only what is known; of texts, only what XML can hold."""
    clean = {
        name: NO_XML.sub("", value) if isinstance(value, str) else value for name, value in terms.items()
    }
    return {name: value for name, value in clean.items() if value not in ("", [], {})}
