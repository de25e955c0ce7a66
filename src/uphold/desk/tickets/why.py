"""Why is it due then? The stretches that counted, the clause, the reading, the facts, and the rows passed over."""

from django.http import HttpResponse
from django.urls import reverse

from uphold.access import NotThere, Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.chips import chip_of
from uphold.desk.tickets.promises import panel_of
from uphold.desk.tickets.sheet import Sheet, sheet_of
from uphold.policy.scenario.answer import TargetAnswer
from uphold.ui.components.clause import Clause
from uphold.ui.components.fact import Fact
from uphold.ui.components.ribbon import RibbonSize
from uphold.ui.decided.clause import clause_of, fact_words
from uphold.ui.decided.target import ribbon_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest, number: str, metric: str, cycle: int) -> HttpResponse:
    sheet = sheet_of(request.actor, number, reader=reader_of(request))
    target = target_named(sheet, metric, cycle)
    zone = sheet.reader.zone_beside(sheet.zone)
    values = {
        "ticket": sheet.ticket,
        "target": panel_of(target, sheet=sheet),
        "ribbon": ribbon_of(target, now=sheet.reader.now, zone=zone, size=RibbonSize.WHY),
        "clause": chip_of(target.ruling),
        "because": [
            Fact(name.capitalize(), fact_words(value)) for name, value in target.ruling.because.items()
        ],
        "passed": passed_over(target),
        "zone": zone.key.replace("_", " "),
        "back": reverse("desk:ticket", args=[sheet.ticket.number]),
        "cycles": [each for each in sheet.answer.targets if each.metric == target.metric],
    }
    return shown(request, "desk/tickets/why.html", framed(request, values))


def target_named(sheet: Sheet, metric: str, cycle: int) -> TargetAnswer:
    name = metric.replace("-", " ")
    for target in sheet.answer.targets:
        if target.metric == name and target.cycle == cycle:
            return target
    raise NotThere("promise")


def passed_over(target: TargetAnswer) -> list[tuple[Clause, str]]:
    """The rows that came before the one that decided, each with the fact that failed it."""
    return [
        (clause_of(passed.rule.citation, href=citation_href), passed.fact) for passed in target.ruling.passed
    ]
