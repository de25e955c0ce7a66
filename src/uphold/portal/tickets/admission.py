"""What the agreement says about taking a ticket in, as one tells it to the customer."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from uphold.policy.scenario.answer import AdmissionAnswer
from uphold.portal.agreements.pages import citation_href
from uphold.ui import words
from uphold.ui.components.fact import Fact
from uphold.ui.decided.clause import clause_of_ruling

TAKEN_IN = "accept"


def admission_of(admission: AdmissionAnswer | None, *, zone: ZoneInfo) -> Fact | None:
    """None where the ticket is simply taken in."""
    if admission is None or admission.answer == TAKEN_IN:
        return None
    clause = clause_of_ruling(admission.ruling, href=citation_href)
    return Fact(gettext("What was agreed"), sentence_of(admission, zone=zone), clause=clause)


def sentence_of(admission: AdmissionAnswer, *, zone: ZoneInfo) -> str:
    to, missing = ", ".join(admission.to), ", ".join(admission.missing)
    if admission.earliest:
        when = words.instant(admission.earliest, zone)
        return gettext("Work on this begins %(when)s at the earliest.") % {"when": when}
    if missing:
        return gettext("We can begin once this is here: %(missing)s.") % {"missing": missing}
    said = {
        "wait": gettext("Work on this waits until the hours named there."),
        "by appointment": gettext("Outside the hours of support we work on this by appointment."),
        "ask for evidence": gettext("We ask for what is needed to begin."),
        "redirect": gettext("For this, please use: %(to)s.") % {"to": to},
        "decline": gettext("This is not part of the agreement."),
        "offer": gettext("We offer this as: %(to)s.") % {"to": to},
        "suspend": gettext("Work on this rests until the account is in good standing."),
    }
    return admission.words or said.get(admission.answer, admission.answer)
