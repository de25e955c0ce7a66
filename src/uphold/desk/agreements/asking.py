"""Asking an agreement without a ticket: choose facts, read what it decides, by which row, and what else would be."""

import json
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from uphold.access import Permission
from uphold.agreements.access import get_version
from uphold.agreements.checking import as_bound
from uphold.desk.agreements.form import AskForm, groups_of
from uphold.desk.agreements.place import citation_href, placed
from uphold.desk.door import desk_page
from uphold.kit.clock import now
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.complaints import UnreadableCase
from uphold.policy.scenario.reading import read_case
from uphold.ui.decided.outcome import outcomes_of
from uphold.ui.decided.target import target_of
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@desk_page(need=Permission.AGREEMENT_ASK)
def ask(request: PageRequest, slug: str, version: str) -> HttpResponse:
    found = get_version(request.actor, slug, version, need=Permission.AGREEMENT_ASK)
    agreement = as_bound(found)
    zone = ZoneInfo(agreement.timezone)
    is_asked = "opened" in request.GET
    initial = {"opened": now().astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)}
    form = AskForm(request.GET if is_asked else None, agreement=agreement, initial=initial)
    values: dict[str, Any] = {"groups": groups_of(form), "outcomes": (), "targets": (), "scenario": ""}
    is_wrong = is_asked and not form.is_valid()
    if is_wrong:
        values["problem"] = " ".join(str(each) for errors in form.errors.values() for each in errors)
    elif is_asked:
        values.update(answered(form.scenario(zone=agreement.timezone), agreement))
    values = placed(request, found, values, page="agreement-ask")
    return shown(request, "desk/agreements/ask.html#answer", values, status=422 if is_wrong else 200)


def answered(scenario: Mapping[str, Any], agreement: Agreement) -> dict[str, Any]:
    """What the agreement says to a scenario, ready to be shown."""
    zone = ZoneInfo(agreement.timezone)
    written = json.dumps(scenario, indent=2, ensure_ascii=False)
    try:
        case = read_case(scenario, agreement)
    except UnreadableCase as problem:
        return {"problem": str(problem), "scenario": written}
    said = answer(agreement, case)
    return {
        "outcomes": outcomes_of(said, zone=zone, href=citation_href),
        "targets": [target_of(each, now=case.at, zone=zone, href=citation_href) for each in said.targets],
        "scenario": written,
    }
