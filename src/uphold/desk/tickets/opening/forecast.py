"""What the agreement would say to a request, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from uphold.desk.agreements.place import citation_href
from uphold.desk.tickets.chips import chip_of
from uphold.desk.tickets.opening.form import evidence_in, facts_in
from uphold.people.models import Organisation
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.case import Case
from uphold.tickets.bridge import TICKET_FACTS, facts_of
from uphold.tickets.units import Place, brought_along, unit_named
from uphold.ui.components.clause import Clause
from uphold.ui.components.fact import Fact
from uphold.ui.components.target import Target
from uphold.ui.decided.outcome import admission_words
from uphold.ui.decided.target import target_of
from uphold.ui.installed.foreseen import unit_facts
from uphold.ui.reader import Reader


@dataclass(frozen=True, slots=True)
class Forecast:
    priority: str
    priority_clause: Clause | None
    admission: str
    admission_clause: Clause | None
    unit: tuple[Fact, ...]
    targets: tuple[Target, ...]


def forecast(
    stated: Mapping[str, Any],
    *,
    agreement: Agreement,
    organisation: Organisation,
    place: Place,
    reader: Reader,
) -> Forecast:
    """By what is chosen so far; the rest is taken as not said."""
    named = unit_named(place, stated["unit"]) if stated.get("unit") else None
    brought = brought_along(agreement, named, place=place)
    case = Case(
        opened_at=reader.now,
        at=reader.now,
        zone=organisation.zone or None,
        facts=facts_of(
            {name: stated[name] for name in TICKET_FACTS if stated.get(name)}
            | facts_in(stated)
            | brought.facts
        ),
        warranty_until=brought.warranty_until,
        evidence=None if (at_hand := evidence_in(stated)) is None else tuple(at_hand),
    )
    said = answer(agreement, case)
    agreement_zone = ZoneInfo(agreement.timezone)
    zone = reader.zone_beside(agreement_zone)
    admission = said.admission[0]
    return Forecast(
        priority=said.priority.value or gettext("not said"),
        priority_clause=chip_of(said.priority.ruling),
        admission=admission_words(admission, zone=zone),
        admission_clause=chip_of(admission.ruling),
        unit=unit_facts(agreement, named, place=place, href=citation_href),
        targets=tuple(
            target_of(each, now=reader.now, zone=zone, href=citation_href, agreement_zone=agreement_zone)
            for each in said.targets
        ),
    )
