"""Every address of the site, from the route table: with things that exist, and with things that do not.

A route that comes new is asked like all others; one with a parameter that is not known here fails the test.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast.agreements import NORTHWIND
from tests.cast.appointments import make_appointment, make_window
from tests.cast.bugs import make_bug
from tests.cast.files import make_attachment
from tests.cast.hardware import make_evaluated_return
from tests.cast.maintenance import make_plan, make_work
from tests.cast.oncall import let_call, make_rota_of
from tests.cast.people import Cast, Worker
from tests.cast.products import make_product, make_product_version, make_site, make_unit
from tests.cast.service_changes import ask_for_lines
from tests.security.money import make_money
from uphold.access import Actor, Permission
from uphold.agreements.models import Contract, CoveredUnit, Version
from uphold.hardware.models import FaultAnalysis
from uphold.maintenance.actions import declare_outage, link_ticket
from uphold.metering.models import FaultFile, WorkEntry
from uphold.notices.ways import add_way
from uphold.oncall.actions import escalate, override_duty
from uphold.oncall.models import Page
from uphold.people.actions import make_token
from uphold.people.models import Provider, Team
from uphold.problems.actions import draft_release, publish_release
from uphold.problems.models import Bug
from uphold.scheduling.actions import ask_readiness, make_feed, note_absence
from uphold.site.urls import THIRD_PARTY_ROUTES
from uphold.tickets.models import Ticket
from uphold.ui.page import Need, need_of
from uphold.webhooks.actions import add_endpoint, send_test

MISSING: Mapping[str, object] = {
    "number": "NW-999",
    "bug_number": "NW-B999",
    "slug": "nowhere",
    "version": "9",
    "token": "0" * 64,
}
NO_ROW = 99_999_999
FOR_PROGRAMS = "api/"


@dataclass(frozen=True, slots=True)
class Place:
    """A route: its pattern, what it needs, the methods it takes, and the names of its parameters."""

    route: str
    need: Need
    methods: tuple[str, ...]
    parameters: tuple[str, ...]

    @property
    def is_of_rows(self) -> bool:
        """Whether its address names a row that may be somebody else's; one's account with a provider is one's own."""
        is_own_account = self.route.startswith("portal/account/") and self.parameters == ("provider_id",)
        return bool(set(self.parameters) - {"view"}) and not is_own_account

    def address(self, values: Mapping[str, object]) -> str:
        path = self.route
        for name in self.parameters:
            path = replaced(path, name, str(values[name]))
        return f"/{path}"


def places() -> list[Place]:
    """The pages, for people who sign in."""
    return [place for place in everywhere() if not place.route.startswith(FOR_PROGRAMS)]


def program_places() -> list[Place]:
    """What programs read with a token, where nobody signs in and nobody is sent to sign in."""
    return [place for place in everywhere() if place.route.startswith(FOR_PROGRAMS)]


def everywhere() -> list[Place]:
    return [
        place
        for place in walked(get_resolver().url_patterns)
        if not place.route.startswith(tuple(THIRD_PARTY_ROUTES))
    ]


def existing(
    cast: Cast, *, ticket: Ticket, work: WorkEntry, contract: Contract, draft: Version, team: Team, token: str
) -> dict[str, object]:
    """The parameters of Northwind's things: what a stranger would type if he knew their numbers."""
    return {
        "view": "all",
        "number": ticket.number,
        "metric": "first-response",
        "cycle": 1,
        "kind": "admission",
        "line": line_of("| Elsewhere"),
        "entry_id": work.pk,
        "provider_id": cast.northwind.pk,
        "organisation_id": cast.harbour.pk,
        "contact_id": cast.ada.contact.pk,
        "staff_id": cast.ben.staff.pk,
        "team_id": team.pk,
        "contract_id": contract.pk,
        "covered_unit_id": cover_of(contract).pk,
        "slug": draft.agreement.slug,
        "version": draft.version,
        "token": token,
        "bug_number": bug_of(ticket, by=cast.ben).number,
        "file_id": file_of(ticket).pk,
        "attachment_id": make_attachment(ticket).pk,
        **programs_of(cast.northwind, at=ticket.opened_at),
        **oncall_of(cast, ticket),
        **money_of(cast),
        **installed_of(cast),
        **released_of(cast, at=ticket.opened_at),
        **scheduled_of(cast, ticket, team=team),
        **maintenance_of(cast, ticket),
        **returned_of(cast, ticket),
        "change_id": ask_for_lines(cast, at=ticket.opened_at).pk,
    }


def released_of(cast: Cast, *, at: datetime) -> dict[str, object]:
    """A version that is out, to which Harbour Clinic has a right."""
    product = make_product(cast.northwind, "Call server", kind="software")
    make_unit(cast.harbour, product, "call-server", kind="deployment")
    version = make_product_version(product)
    release = draft_release(actor=cast.olga.actor, version=version, kind="Patch", at=at)
    return {"release_id": publish_release(actor=cast.olga.actor, release=release, at=at).pk}


def scheduled_of(cast: Cast, ticket: Ticket, *, team: Team) -> dict[str, object]:
    """An appointment with what must be ready, a window, an absence, and a calendar for other programs."""
    at = ticket.opened_at
    appointment = make_appointment(ticket=ticket, engineer=cast.ben, starts_at=at + timedelta(days=9))
    item = ask_readiness(actor=Actor.system(), appointment=appointment, name="Access", at=at)
    absence = note_absence(
        actor=cast.ben.actor,
        staff=cast.ben.staff,
        starts_at=at + timedelta(days=3),
        ends_at=at + timedelta(days=4),
        at=at,
    )
    feed = make_feed(actor=cast.ben.actor, provider=cast.northwind, at=at).row
    return {
        "appointment_id": appointment.pk,
        "item_id": item.pk,
        "window_id": make_window(team, weekday=0).pk,
        "absence_id": absence.pk,
        "feed_id": feed.pk,
    }


def returned_of(cast: Cast, ticket: Ticket) -> dict[str, object]:
    """An evaluation with its document, and a return."""
    made = make_evaluated_return(cast, ticket)
    return {
        "evaluation_id": made.evaluation_id,
        "place": 1,
        "analysis_id": FaultAnalysis.objects.get(evaluation=made.evaluation_id).pk,
        "return_id": made.pk,
    }


def maintenance_of(cast: Cast, ticket: Ticket) -> dict[str, object]:
    """Announced work, and an outage that caused a ticket."""
    at, product = ticket.opened_at, make_product(cast.northwind, "Exchange", kind="service")
    make_unit(cast.harbour, product, "main", kind="service")
    work = make_work(cast, make_plan(product), at=at)
    outage = declare_outage(
        actor=cast.ben.actor,
        provider=cast.northwind,
        title="No calls",
        words="We look for the cause.",
        products=[product],
        since_at=at,
        at=at,
    )
    link_ticket(actor=cast.ben.actor, outage=outage, ticket=ticket, at=at)
    return {"work_id": work.pk, "outage_id": outage.pk}


def installed_of(cast: Cast) -> dict[str, object]:
    """A unit with its product, version and site."""
    product = make_product(cast.northwind)
    version, site = make_product_version(product), make_site(cast.harbour)
    unit = make_unit(cast.harbour, product, version=version, site=site)
    return {
        "unit_id": unit.pk,
        "product_id": product.pk,
        "product_version_id": version.pk,
        "site_id": site.pk,
    }


def money_of(cast: Cast) -> dict[str, object]:
    """An invoice with what belongs to it, a run, a rate and a booking of the bank."""
    money = make_money(cast)
    return {
        "invoice_id": money.invoice.pk,
        "invoice_line_id": money.invoice.lines.get().pk,
        "payment_id": money.payment.pk,
        "repayment_id": money.repayment.pk,
        "dispute_id": money.dispute.pk,
        "run_id": money.run.pk,
        "rate_id": money.rate.pk,
        "bank_line_id": money.booking.pk,
        "form": "pdf",
        "currency": "EUR",
        "port": "fake",
        "notice": "none",
    }


def programs_of(provider: Provider, *, at: datetime) -> dict[str, object]:
    """A token, an endpoint and a message to it."""
    rights = [Permission.STANDING_READ]
    made = make_token(actor=Actor.system(), provider=provider, name="Any", permissions=rights, at=at)
    address = "https://hooks.example/"
    endpoint = add_endpoint(actor=Actor.system(), provider=provider, address=address, at=at)
    delivery = send_test(actor=Actor.system(), endpoint=endpoint, at=at)
    return {"token_id": made.row.pk, "endpoint_id": endpoint.pk, "delivery_id": delivery.pk}


def cover_of(contract: Contract) -> CoveredUnit:
    unit, _ = CoveredUnit.objects.get_or_create(
        contract=contract, kind="serial", name="SN-1", defaults={"starts_on": contract.starts_on}
    )
    return unit


def oncall_of(cast: Cast, ticket: Ticket) -> dict[str, object]:
    """A rota with an exception of Ben's, a way of his, and a page that called him."""
    at = ticket.opened_at
    rota = make_rota_of(cast, [cast.ben], made_at=at)
    starts_at, ends_at = at, at + timedelta(days=1)
    override = override_duty(
        actor=cast.ben.actor, rota=rota, staff=cast.ben.staff, at=at, starts_at=starts_at, ends_at=ends_at
    )
    way = add_way(actor=cast.ben.actor, kind="mail", name="Other", address="ben@home.example", at=at).way
    let_call(cast, "Desk lead", staff=cast.ben, at=at)
    escalate(actor=cast.ada.actor, ticket=ticket, reason="Nobody called us back.", at=at)
    return {
        "rota_id": rota.pk,
        "override_id": override.pk,
        "way_id": way.pk,
        "page_id": Page.objects.get(ticket=ticket).pk,
        "step": 1,
    }


def bug_of(ticket: Ticket, *, by: Worker) -> Bug:
    return make_bug(by=by, provider=ticket.provider, reported_at=ticket.opened_at, ticket=ticket)


def file_of(ticket: Ticket) -> FaultFile:
    file, _ = FaultFile.objects.get_or_create(ticket=ticket, defaults={"opened_at": ticket.opened_at})
    return file


def line_of(row: str) -> int:
    """The line of a row in Northwind's agreement."""
    lines = enumerate(NORTHWIND.splitlines(), start=1)
    return next(number for number, line in lines if line.startswith(row))


def missing(values: Mapping[str, object]) -> dict[str, object]:
    """The same addresses with numbers that nobody has."""
    known = {"view", "metric", "kind", "cycle", "line", "form", "port", "notice", "currency", "step"}
    return {name: value if name in known else MISSING.get(name, NO_ROW) for name, value in values.items()}


def walked(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[Place]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walked(pattern.url_patterns, route)
            continue
        view = pattern.callback
        need = need_of(view)
        methods = tuple(getattr(view, "methods", ()))
        if need is not None:
            yield Place(route, need, methods, names_in(route))


def whole(response: HttpResponseBase) -> HttpResponse:
    """A file that comes line by line, read while what it is made of is there."""
    if isinstance(response, StreamingHttpResponse):
        lines = b"".join(response)
        return HttpResponse(lines, status=response.status_code, headers=dict(response.headers))
    if not isinstance(response, HttpResponse):
        raise TypeError(response)
    return response


def is_page(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def names_in(route: str) -> tuple[str, ...]:
    return tuple(part.split(">")[0].rpartition(":")[2] for part in route.split("<")[1:])


def replaced(path: str, name: str, value: str) -> str:
    before, _, rest = path.partition("<")
    while rest.split(">")[0].rpartition(":")[2] != name:
        more, _, rest = rest.partition("<")
        before += f"<{more}"
    return before + value + rest.partition(">")[2]
