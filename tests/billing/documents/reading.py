"""Reading documents back, as their receivers would."""

import io
import json
from collections.abc import Sequence
from typing import Any

import facturx
import pypdf
from lxml import etree

from tests.billing.documents.invoices import invoice
from uphold.billing.documents.jobs import order_of
from uphold.billing.documents.manuscript import Manuscript, manuscript_of
from uphold.billing.documents.press import Press, Printed
from uphold.billing.documents.wording import paper_of
from uphold.billing.models import InvoiceLine

CII = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
UBL = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}


def manuscript(
    lines: Sequence[InvoiceLine],
    *,
    logo: bytes = b"",
    is_preview: bool = False,
    **more: Any,  # noqa: ANN401 - fields of the row
) -> Manuscript:
    return manuscript_of(invoice(lines, **more), lines=lines, logo=logo, is_preview=is_preview)


def printed(press: Press, made: Manuscript) -> Printed:
    return press.print(order_of(made))


def text_of(pdf: bytes) -> str:
    """The words of all pages in one line."""
    return " ".join(raw_text_of(pdf).replace("\u200b", "").split())


def paper(made: Manuscript) -> dict[str, Any]:
    """The paper with plain spaces."""
    plain: dict[str, Any] = json.loads(json.dumps(paper_of(made), ensure_ascii=False).replace("\u00a0", " "))
    return plain


def raw_text_of(pdf: bytes) -> str:
    """The words of all pages as they are set, with the places where a long one may break."""
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def page_count(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def inside(pdf: bytes, path: str) -> list[str]:
    """The texts at a path of the Factur-X inside the PDF."""
    name, xml = facturx.get_facturx_xml_from_pdf(pdf)
    assert name == "factur-x.xml"
    return [str(each.text) for each in etree.fromstring(xml).iterfind(path, CII)]


def beside(ubl: bytes, path: str) -> list[str]:
    return [str(each.text) for each in etree.fromstring(ubl).iterfind(path, UBL)]
