"""The fault analysis on paper: its frozen words, set in the brand of whoever issued it."""

import json
from functools import cache
from pathlib import Path

import typst
from django.http import HttpResponse
from django.utils.translation import gettext

from uphold.billing.documents.colour import INK, legible
from uphold.billing.documents.logo import placed
from uphold.billing.documents.printer.glyphs import FONTS, printable
from uphold.billing.models import Seller
from uphold.hardware.models import FaultAnalysis
from uphold.ui.returned.wording import RESULTS

TEMPLATE = Path(__file__).parent / "analysis.typ"


def downloaded(analysis: FaultAnalysis) -> HttpResponse:
    response = HttpResponse(set_pdf(analysis), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{analysis.number}.pdf"'
    return response


def set_pdf(analysis: FaultAnalysis) -> bytes:
    """The same words give the same bytes; only the brand is that of today."""
    seller = Seller.objects.filter(provider_id=analysis.provider_id).first()
    logo = placed(bytes(seller.logo) if seller and seller.logo else b"")
    paper = {**printable(paper_of(analysis)), **logo}
    paper["colour"] = legible(seller.colour) if seller else INK
    made = compiler().compile(
        format="pdf",
        sys_inputs={"paper": json.dumps(paper)},
        pdf_standards=["a-3b"],
        timestamp=int(analysis.issued_at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst made no single file")
    return made


def paper_of(analysis: FaultAnalysis) -> dict[str, object]:
    """Only words that were frozen, with their labels."""
    said = analysis.content
    facts = [
        (gettext("Unit"), f"{said['unit']} {said['product']}"),
        (gettext("Customer"), said["customer"]),
        (gettext("Ticket"), f"{said['ticket']} {said['subject']}"),
        (gettext("Reported"), said["reported_on"]),
        (gettext("Warranty until"), said["warranty_until"] or gettext("not known")),
        (gettext("Issued"), said["issued_on"]),
    ]
    verdict = [
        (gettext("Defect"), said["defect"]),
        (gettext("Use"), said["use"] or gettext("decides nothing")),
        (gettext("Answer"), said["answer"] or gettext("the agreement says nothing")),
        (gettext("By"), " · ".join(filter(None, (said["agreement"], said["clause"], said["row"])))),
    ]
    steps = [[step["words"], str(RESULTS[step["result"]]), step["note"]] for step in said["steps"]]
    return {
        "title": gettext("Fault analysis"),
        "number": analysis.number,
        "name": said["provider"],
        "facts": facts,
        "verdict": verdict,
        "verdict_title": gettext("Verdict"),
        "evidence": said["evidence"],
        "evidence_title": gettext("What shows it"),
        "steps": steps,
        "steps_title": gettext("What was looked at"),
        "signed": gettext("Decided by %(name)s") % {"name": said["decided_by"]},
    }


@cache
def compiler() -> typst.Compiler:
    """Reads nothing outside this folder, and no font but ours."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)
