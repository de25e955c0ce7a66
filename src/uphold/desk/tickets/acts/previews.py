"""What the agreement would say to an act, in one line with its clause."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from uphold.desk.tickets.acts.act import Preview
from uphold.desk.tickets.chips import chip_of, chip_of_row
from uphold.desk.tickets.sheet import Sheet
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.answer import AdmissionAnswer, LifecycleAnswer
from uphold.ui.decided.outcome import admission_words


def step_preview(sheet: Sheet, kind: str, detail: Mapping[str, Any]) -> Sequence[Preview]:
    """The step in the life of the ticket that the act would be."""
    answer = sheet.what_if(kind, detail)
    steps = [step for step in answer.lifecycle if step.at == sheet.reader.now and step.ruling.citation]
    return [Preview(step_words(step), chip_of(step.ruling)) for step in steps]


def step_words(step: LifecycleAnswer) -> str:
    parts = [
        gettext("priority becomes %(name)s") % {"name": step.new_priority} if step.new_priority else "",
        gettext("state: %(name)s") % {"name": step.status} if step.status else "",
        gettext("promises: %(what)s") % {"what": step.targets} if step.targets else "",
        step.after or "",
        step.duty or "",
    ]
    return " · ".join(part for part in parts if part) or gettext("nothing else changes")


def admission_preview(sheet: Sheet, admission: AdmissionAnswer) -> Preview:
    said = admission_words(admission, zone=sheet.reader.zone_beside(sheet.zone))
    return Preview(gettext("The agreement says: %(answer)s") % {"answer": said}, chip_of(admission.ruling))


def row_preview(citation: Citation) -> Preview:
    return Preview(citation.row, chip_of_row(citation))
