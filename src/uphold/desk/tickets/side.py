"""The right column: facts, people, contract, minutes, and what a person may choose."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.queue.filters import tickets_of
from uphold.desk.tickets.chips import chip_of
from uphold.desk.tickets.sheet import Sheet
from uphold.policy.clocks.events import Happening
from uphold.policy.scenario.answer import Option
from uphold.tickets.bridge import WARRANTY, event_of
from uphold.tickets.timeline import HAPPENINGS
from uphold.ui.components.clause import Clause
from uphold.ui.components.fact import Fact
from uphold.ui.components.person import Person
from uphold.ui.decided.clause import clause_of, fact_words
from uphold.ui.decided.outcome import option_words
from uphold.ui.installed.wording import day_words
from uphold.ui.reader import person_of_contact, person_of_staff

FINDINGS = ("cause", "fault", "resolution", "defect", "use")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person may choose; `href` leads there for whoever may."""

    words: str
    clause: Clause
    href: str = ""
    is_taken: bool = False


def facts_of(sheet: Sheet) -> list[Fact]:
    """What was stated and found; findings that the agreement asks for and nobody has made are not known yet."""
    ticket, answer = sheet.ticket, sheet.answer
    told = [
        Fact(gettext("Priority"), ticket.current_priority, chip_of(answer.priority.ruling)),
        Fact(gettext("Request"), ticket.request),
        Fact(gettext("Impact"), ticket.impact),
        Fact(gettext("Service"), answer.service.value or "", chip_of(answer.service.ruling)),
        Fact(gettext("Channel"), ticket.channel),
        Fact(gettext("Unit"), ticket.unit_name, href=unit_href(sheet)),
    ]
    told += [Fact(name.capitalize(), value) for name, value in stated_of(sheet)]
    told += [Fact(name.capitalize(), value) for name, value in found_of(sheet).items()]
    return [fact for fact in told if fact.value or fact.label.lower() in FINDINGS]


def unit_href(sheet: Sheet) -> str:
    """The page of a unit of the installed base, for whoever may read it."""
    unit_id = sheet.ticket.unit_id
    return reverse("desk:unit", args=[unit_id]) if unit_id and sheet.may(Permission.UNIT_READ) else ""


def stated_of(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for name, value in (sheet.ticket.facts | sheet.ticket.unit_facts).items():
        if name == WARRANTY:
            yield name, day_words(date.fromisoformat(value))
            continue
        yield name, ", ".join(value) if isinstance(value, list) else str(value)
    brought = sheet.ticket.evidence or []
    given = [entry for entry in sheet.entries if entry.kind == "ticket.evidence_given"]
    if given:
        brought = given[-1].detail["facts"]["evidence"]
    if sheet.ticket.evidence is not None or given:
        yield gettext("evidence"), ", ".join(brought) or gettext("none")


def found_of(sheet: Sheet) -> dict[str, str]:
    """The findings that this agreement asks for, as they stand."""
    asked = {
        name for rules in sheet.agreement.rules.values() for rule in rules for name, _ in rule.conditions
    }
    found = {name: "" for name in FINDINGS if name in asked or sheet.agreement.entries.get(name)}
    for entry in sheet.entries:
        if HAPPENINGS.get(entry.kind) is Happening.FOUND and entry.kind == "ticket.found":
            found.update({name: fact_words(value) for name, value in event_of(entry).facts.items()})
    return found


def people_of(sheet: Sheet) -> list[tuple[Person, tuple[str, ...]]]:
    """Each with the ways to reach him."""
    ticket = sheet.ticket
    people: list[tuple[Person, tuple[str, ...]]] = []
    if caller := ticket.opened_by:
        reached_by = tuple(part for part in (caller.telephone, caller.email) if part)
        people.append((person_of_contact(caller), reached_by))
    if ticket.assignee:
        people.append((person_of_staff(ticket.assignee), ()))
    return people


def contract_of(sheet: Sheet) -> list[Fact]:
    ticket = sheet.ticket
    slug, version = ticket.version.agreement.slug, ticket.version.version
    told = [
        Fact(gettext("Customer"), ticket.organisation.name, href=tickets_of(ticket.organisation_id)),
        Fact(gettext("Provider"), ticket.provider.name),
        Fact(
            gettext("Agreement"),
            f"{ticket.version.title}, {version}",
            href=reverse("desk:agreement", args=[slug, version]),
        ),
    ]
    if ticket.concerns:
        told.insert(1, Fact(gettext("Concerns"), ticket.concerns.name))
    if ticket.contract:
        told.append(Fact(gettext("Since"), date_format(ticket.contract.starts_on, "j F Y")))
    if ticket.contract and ticket.contract.plan:
        told.append(Fact(gettext("Plan"), ticket.contract.plan))
    return told


def choices_of(sheet: Sheet) -> list[Choice]:
    return [choice_of(kind, option, sheet=sheet) for kind, option in options_of(sheet)]


def options_of(sheet: Sheet) -> Iterator[tuple[str, Option]]:
    """Options beside the latest admission and the standing of the account, each with its kind."""
    rulings = [("admission", answer.ruling) for answer in sheet.answer.admission[-1:]]
    for kind, ruling in rulings:
        yield from ((kind, option) for option in ruling.options)
    for standing in sheet.answer.standing:
        for option in standing.ruling.options:
            yield "standing", replace(option, subject=option.subject or standing.capability)


def choice_of(kind: str, option: Option, *, sheet: Sheet) -> Choice:
    address = reverse("desk:ticket-option", args=[sheet.ticket.number, kind, option.citation.line])
    is_open = not option.is_taken and not sheet.ticket.is_over
    return Choice(
        words=option_words(option),
        clause=clause_of(option.citation, href=citation_href),
        href=address if is_open and may_take(option, sheet=sheet) else "",
        is_taken=option.is_taken,
    )


def may_take(option: Option, *, sheet: Sheet) -> bool:
    """Agents choose what is left to agents; what is left to a manager needs a lead."""
    if "customer" in option.by:
        return False
    is_managers = "manager" in option.by or "provider" in option.by
    return sheet.may(Permission.TICKET_DECIDE if is_managers else Permission.TICKET_WORK)
