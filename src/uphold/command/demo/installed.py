"""What stands at the customers of the demonstration: products with their life cycle, and the lists that they came by.

Days are told from the present, so that some warranties have ended, some end soon, and one version is old.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from uphold.command.demo.cast import SANGOMA, STRATELEGY
from uphold.command.demo.people import People
from uphold.command.demo.story import Act, Story, act, reply, take
from uphold.products.actions import add_product, add_site, add_unit, add_version, replace_unit
from uphold.products.importing.arrival import take_units_in
from uphold.products.models import Unit

MONTH: Final = 30.4375
HEAD: Final = "Customer,Serial,Product,Kind,Version,Site,Deployment,State,Shipped,Purchased"


@dataclass(frozen=True, slots=True)
class ProductSketch:
    """`support` and `sale` are months from now, None where no end is named; versions are (name, released, support)."""

    provider: str
    name: str
    kind: str
    family: str = ""
    sale: int | None = None
    support: int | None = None
    versions: tuple[tuple[str, int, int | None], ...] = ()
    is_on_status_page: bool = False


PRODUCTS: Final = (
    ProductSketch(STRATELEGY, "Hosted exchange", "service", is_on_status_page=True),
    ProductSketch(STRATELEGY, "Calls to the telephone network", "service", is_on_status_page=True),
    ProductSketch(STRATELEGY, "Customer portal", "service", is_on_status_page=True),
    ProductSketch(
        STRATELEGY,
        "Desk telephone T2",
        "hardware",
        sale=-2,
        support=22,
        versions=(("86.15", -20, -1), ("86.17", -5, None)),
    ),
    ProductSketch(STRATELEGY, "Cordless base", "hardware", sale=-30, support=-3),
    ProductSketch(
        SANGOMA, "Edge gateway", "hardware", "Gateways", versions=(("3.0", -26, 10), ("3.2", -4, None))
    ),
    ProductSketch(
        SANGOMA,
        "Branch server",
        "hardware",
        "Servers",
        versions=(("13", -60, -4), ("16", -30, 2), ("18", -3, None)),
    ),
    ProductSketch(SANGOMA, "Desk telephone", "hardware", "Telephones"),
    ProductSketch(SANGOMA, "Conference hub", "hardware", sale=-1, support=35),
    ProductSketch(SANGOMA, "Call software", "software", versions=(("21.0", -14, 1), ("22.1", -2, None))),
)
SITES: Final = (
    ("Harbour Street Dental", "Harbour Street", "14 Harbour Street\nBrooklyn, NY 11231", ""),
    ("Harbour Street Dental", "Hill office", "220 Hill Road\nYonkers, NY 10701", ""),
    ("Alder County Library", "Main library", "1 Library Square\nAlbany, NY 12207", ""),
    ("Copperline Telecom", "Hamilton exchange", "200 Wire Lane\nHamilton, ON L8P 1A1", "America/Toronto"),
    ("Copperline Telecom", "Hotel Lakeview", "5 Shore Drive\nBurlington, ON L7R 1A1", "America/Toronto"),
    ("Meridian Voice Partners", "Vancouver", "77 Inlet Street\nVancouver, BC V6B 1A1", "America/Vancouver"),
)
UNITS: Final = {
    STRATELEGY: (
        ("Harbour Street Dental", "HSD-MAIN", "Hosted exchange", "deployment", "", "", "", -20),
        ("Harbour Street Dental", "HSD-LINES", "Calls to the telephone network", "service", "", "", "", -20),
        *(
            (
                "Harbour Street Dental",
                f"T2-40{number:02}",
                "Desk telephone T2",
                "",
                "86.17",
                site,
                "HSD-MAIN",
                -8,
            )
            for number, site in enumerate(("Harbour Street",) * 5 + ("Hill office",) * 3, start=1)
        ),
        (
            "Harbour Street Dental",
            "T2-3990",
            "Desk telephone T2",
            "",
            "86.15",
            "Hill office",
            "HSD-MAIN",
            -20,
        ),
        ("Harbour Street Dental", "CB-118", "Cordless base", "", "", "Hill office", "HSD-MAIN", -44),
        ("Alder County Library", "ACL-MAIN", "Hosted exchange", "deployment", "", "Main library", "", -11),
        ("Alder County Library", "ACL-LINES", "Calls to the telephone network", "service", "", "", "", -11),
        ("Blue Door Bakery", "BDB-MAIN", "Hosted exchange", "deployment", "", "", "", -6),
        ("Pine and Ridge Surveyors", "PRS-MAIN", "Hosted exchange", "deployment", "", "", "", -15),
        ("Fenwick Tool Hire", "FTH-MAIN", "Hosted exchange", "deployment", "", "", "", -30),
        ("Fenwick Tool Hire", "CB-097", "Cordless base", "", "", "", "FTH-MAIN", -30),
    ),
    SANGOMA: (
        ("Copperline Telecom", "EG8-20417", "Edge gateway", "", "3.0", "Hamilton exchange", "", -13),
        ("Copperline Telecom", "EG8-20418", "Edge gateway", "", "3.0", "Hamilton exchange", "", -13),
        ("Copperline Telecom", "EG8-18822", "Edge gateway", "", "3.2", "Hotel Lakeview", "", -25),
        ("Copperline Telecom", "BS-7702", "Branch server", "", "18", "Hotel Lakeview", "", -3),
        ("Copperline Telecom", "BS-5140", "Branch server", "", "13", "Hamilton exchange", "", -55),
        ("Meridian Voice Partners", "BS-6671", "Branch server", "", "16", "Vancouver", "", -28),
        ("Meridian Voice Partners", "CH-0310", "Conference hub", "", "", "Vancouver", "", -22),
        *(
            ("Meridian Voice Partners", f"DT-81{number:02}", "Desk telephone", "", "", "Vancouver", "", -11)
            for number in range(1, 7)
        ),
        ("Westbrook Integrators", "BS-5066", "Branch server", "", "13", "", "", -52),
        ("Westbrook Integrators", "EG8-19950", "Edge gateway", "", "3.2", "", "", -18),
    ),
}
REPLACED: Final = ("EG8-20418", "EG8-22910")
"""A gateway that broke, and the one that went out in its place, a month ago."""

STORIES: Final = (
    Story(
        by="anna",
        opened="8h ago",
        subject="Old branch server loses registrations",
        text="Two telephones lose their registration every hour. Logs, captures and our analysis are attached.",
        request="Fault",
        evidence=("Logs", "Captures", "Analysis"),
        unit="BS-5066",
        steps=(
            act(
                Act.DECLINE,
                "1h",
                "mina",
                text=(
                    "Support of version 13 has ended, so its errors are not corrected any more. We can look at it, "
                    "or at the change to version 18, as professional services, paid with credits."
                ),
            ),
        ),
    ),
    Story(
        by="dev",
        opened="1d ago",
        subject="Telephone in treatment room two restarts by itself",
        text="It restarts several times a day, always in the middle of a call.",
        request="Fault",
        impact="One function",
        unit="T2-3990",
        steps=(
            take("30m", "mina"),
            reply(
                "1h",
                "mina",
                "This telephone still has the version before last. I have put it on the present one; please tell us "
                "whether it happens again.",
            ),
        ),
    ),
)


def bring_installed_base(people: People, *, at: datetime, now: datetime) -> None:
    """Products by the lead, sites and lists by an agent; what stands there came in by a list of each provider."""
    lead, agent = people.actor("tomas"), people.actor("mina")
    for sketch in PRODUCTS:
        product = add_product(
            actor=lead,
            provider=people.providers[sketch.provider],
            name=sketch.name,
            kind=sketch.kind,
            family=sketch.family,
            sale_ends_on=month(sketch.sale, now=now),
            support_ends_on=month(sketch.support, now=now),
            is_on_status_page=sketch.is_on_status_page,
            at=at,
        )
        for name, released, support in sketch.versions:
            add_version(
                actor=lead,
                product=product,
                name=name,
                released_on=month(released, now=now),
                support_ends_on=month(support, now=now),
                at=at,
            )
    for customer, name, address, zone in SITES:
        organisation = people.organisations[customer]
        add_site(actor=agent, organisation=organisation, name=name, address=address, zone=zone, at=at)
    for key, provider in people.providers.items():
        content = "\n".join([HEAD, *rows_of(key, now=now)]).encode()
        take_units_in(actor=agent, provider=provider, content=content, at=at)
    replace_broken(people, at=now - timedelta(days=30))


def replace_broken(people: People, *, at: datetime) -> None:
    """The replacement is what the broken one was, of the newest version."""
    agent, (old, new) = people.actor("mina"), REPLACED
    broken = Unit.objects.select_related("provider", "organisation", "product").get(name=old)
    fresh = add_unit(
        actor=agent,
        provider=broken.provider,
        organisation=broken.organisation,
        product=broken.product,
        version=broken.product.versions.get(name="3.2"),
        kind=broken.kind,
        name=new,
        state=Unit.State.SPARE.value,
        shipped_on=at.date() - timedelta(days=2),
        at=at,
    )
    replace_unit(broken, by=fresh, actor=agent, at=at)


def rows_of(key: str, *, now: datetime) -> Iterator[str]:
    """The lines of the list of one provider; a telephone was bought when it was shipped."""
    for customer, name, product, kind, version, site, deployment, months in UNITS[key]:
        shipped = month(months, now=now)
        cells = (customer, name, product, kind, version, site, deployment, "", shipped, shipped)
        yield ",".join(str(cell or "") for cell in cells)


def month(months: int | None, *, now: datetime) -> date | None:
    """The day so many months from now; none where no end is named."""
    return None if months is None else now.date() + timedelta(days=round(months * MONTH))
