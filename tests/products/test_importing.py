"""Lists of equipment: what comes in, what is here, what cannot come in and why; the second time nothing."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.products import make_product, make_product_version, make_site, make_unit
from uphold.access import NotAllowed, NotThere
from uphold.command import import_units
from uphold.journal.models import Entry
from uphold.kit import Refused
from uphold.products.importing.arrival import Arrived, take_units_in
from uphold.products.importing.planning import plan_units
from uphold.products.models import Site, Unit

TEN = at("2026-06-09 10:00")
LIST = b"""Serial number;Customer;Model;Location;Shipped;Purchase date;Colour
DP-1001;Harbour Clinic;Desk phone;Quay 4;2025-01-31;;black
DP-1002;harbour clinic;desk phone;Tower;31.01.2025;2025-01-15;
GW-1;Orchard Foods;Gateway;;;2025-03-01;grey
"""


@pytest.fixture
def stocked(equipped: Cast) -> Cast:
    make_product_version(make_product(equipped.northwind))
    make_product(equipped.northwind, "Gateway")
    make_site(equipped.harbour)
    return equipped


def take(everybody: Cast, content: bytes | str, *, changes_known: bool = False) -> Arrived:
    return take_units_in(
        actor=everybody.ben.actor,
        provider=everybody.northwind,
        content=content.encode() if isinstance(content, str) else content,
        changes_known=changes_known,
        at=TEN,
    )


def test_a_list_comes_in_by_the_names_of_its_columns(stocked: Cast) -> None:
    take(stocked, LIST)

    units = Unit.objects.order_by("name").values_list(
        "name", "organisation__name", "site__name", "shipped_on", "purchased_on", "under_warranty_until"
    )
    assert list(units) == [
        ("DP-1001", "Harbour Clinic", "Quay 4", date(2025, 1, 31), None, date(2027, 1, 31)),
        ("DP-1002", "Harbour Clinic", "Tower", date(2025, 1, 31), date(2025, 1, 15), date(2027, 1, 31)),
        ("GW-1", "Orchard Foods", None, None, date(2025, 3, 1), date(2026, 3, 1)),
    ]
    assert Entry.objects.filter(kind="unit.added").count() == 3


def test_a_second_run_changes_nothing(stocked: Cast) -> None:
    take(stocked, LIST)
    before = list(Unit.objects.order_by("pk").values())

    take(stocked, LIST, changes_known=True)

    assert list(Unit.objects.order_by("pk").values()) == before
    assert Entry.objects.filter(kind__startswith="unit.").count() == 3
    assert Site.objects.count() == 2


def test_the_preview_counts_and_writes_nothing(stocked: Cast) -> None:
    make_unit(stocked.harbour, stocked.northwind.products.get(name="Desk phone"), "DP-1001")

    plan = plan_units(LIST, provider=stocked.northwind)

    assert [row.name for row in plan.new] == ["DP-1002", "GW-1"]
    assert [(each.unit.name, each.fields) for each in plan.different] == [
        ("DP-1001", {"site": ("", "Quay 4"), "shipped_on": ("", "2025-01-31")})
    ]
    assert (plan.passed_over, plan.row_count) == (("Colour",), 3)
    assert plan.new_sites == ((stocked.harbour.pk, "Tower"),)
    assert Unit.objects.count() == 1


def test_what_is_here_follows_the_list_only_where_that_is_wanted(stocked: Cast) -> None:
    phone = stocked.northwind.products.get(name="Desk phone")
    unit = make_unit(stocked.harbour, phone, "DP-1001", purchased_on=date(2025, 1, 2))
    said = """Serial,Customer,Product,Version,Site,State,Shipped
DP-1001,Harbour Clinic,Desk phone,2.1,Quay 4,retired,2025-01-31
"""

    take(stocked, said)
    unit.refresh_from_db()
    untouched = (unit.state, unit.shipped_on)
    take(stocked, said, changes_known=True)
    unit.refresh_from_db()

    assert untouched == ("in use", None)
    assert (unit.state, unit.shipped_on, unit.purchased_on) == (
        "retired",
        date(2025, 1, 31),
        date(2025, 1, 2),
    )
    assert (unit.version.name if unit.version else "", unit.site.name if unit.site else "") == (
        "2.1",
        "Quay 4",
    )


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        (
            "DP-1,Harbor Clinic,Desk phone,,,",
            "2 Customer",
            "“Harbor Clinic” is not here; did you mean “Harbour Clinic”?",
        ),
        (
            "DP-1,Nobody,Desk phone,,,",
            "2 Customer",
            "“Nobody” is not here; add the customer under Administration first.",
        ),
        (
            "DP-1,Harbour Clinic,Desk fone,,,",
            "3 Product",
            "“Desk fone” is not here; did you mean “Desk phone”?",
        ),
        (
            "DP-1,Harbour Clinic,Desk phone,9.9.9,,",
            "4 Version",
            "“9.9.9” is not here; add the version on the page of Desk phone first.",
        ),
        (",Harbour Clinic,Desk phone,,,", "1 Serial", "The serial number or name is missing."),
        (
            "DP-1,Harbour Clinic,Desk phone,,31/01/2025,",
            "5 Shipped",
            "“31/01/2025” may be two days; say which number is the month, or write it like 2026-01-31.",
        ),
        (
            "DP-1,Harbour Clinic,Desk phone,,2025-02-30,",
            "5 Shipped",
            "“2025-02-30” is no day; write it like 2026-01-31.",
        ),
        (
            "DP-1,Harbour Clinic,Desk phone,,,replaced",
            "6 State",
            "A unit that is not here cannot come in as “replaced”; write one of: in use, spare, returned.",
        ),
        (
            "DP-1,Harbour Clinic,Desk phone,,,broken",
            "6 State",
            "“broken” is none of: in use, spare, returned, replaced, retired.",
        ),
        (
            "DP-9,Orchard Foods,Desk phone,,,",
            "2 Customer",
            "The serial number is recorded for Harbour Clinic; retire it there, or correct the customer.",
        ),
        ("DP-1,Harbour Clinic,Desk phone,,", "0 ", "5 cells stand here instead of 6."),
        ('DP-1,"Harbour Clinic,Desk phone,,,', "0 ", "The quotes of this line do not match."),
    ],
)
def test_a_row_that_cannot_come_in_says_where_and_why(
    stocked: Cast, row: str, place: str, words: str
) -> None:
    make_unit(stocked.harbour, stocked.northwind.products.get(name="Desk phone"), "DP-9")
    head, after = "Serial,Customer,Product,Version,Shipped,State\n", "\nGW-7,Orchard Foods,Gateway,,,\n"

    plan = plan_units((head + row + after).encode(), provider=stocked.northwind)

    assert [(each.line, f"{each.place} {each.column}", each.words) for each in plan.rejected] == [
        (2, place, words)
    ]
    assert [each.name for each in plan.new] == ["GW-7"]


def test_days_with_slashes_are_read_where_somebody_says_how(stocked: Cast) -> None:
    said = b"Serial,Customer,Product,Shipped\nDP-1,Harbour Clinic,Desk phone,02/03/2025\n"

    read = [
        plan_units(said, provider=stocked.northwind, slashes=slashes).new[0].shipped_on
        for slashes in ("month first", "day first")
    ]

    assert read == [date(2025, 2, 3), date(2025, 3, 2)]


def test_what_a_list_says_twice_comes_in_once_and_two_tales_of_one_unit_not(stocked: Cast) -> None:
    said = """Serial,Customer,Product,Shipped
DP-1,Harbour Clinic,Desk phone,2025-01-31
DP-1,Harbour Clinic,Desk phone,2025-01-31
DP-1,Harbour Clinic,Desk phone,2025-02-28
"""

    plan = plan_units(said.encode(), provider=stocked.northwind)

    assert (len(plan.new), plan.repeated) == (1, 1)
    assert [(each.line, each.words) for each in plan.rejected] == [(4, "Line 2 says something else of it.")]


def test_a_unit_finds_its_deployment_wherever_it_stands_in_the_list(stocked: Cast) -> None:
    said = """Serial,Customer,Product,Kind,Deployment
DP-1,Harbour Clinic,Desk phone,,Main
Main,Harbour Clinic,Gateway,deployment,
DP-2,Harbour Clinic,Desk phone,,Second
"""

    arrived = take(stocked, said)

    unit = Unit.objects.get(name="DP-1")
    assert unit.deployment is not None
    assert (unit.deployment.name, unit.deployment.kind) == ("Main", "deployment")
    assert [each.line for each in arrived.plan.rejected] == [4]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file has no header that names its columns."),
        (b"Serial,Customer\nDP-1,Harbour Clinic\n", "No column product in the header: Serial, Customer."),
        (b"PK\x03\x04\x00\x00", "This is no file of text; save the list as CSV."),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(stocked: Cast, content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words.split(":", maxsplit=1)[0]):
        take(stocked, content)

    assert not Unit.objects.exists()


def test_old_letters_are_read_as_old_programs_write_them(stocked: Cast) -> None:
    make_product(stocked.northwind, "Hörer")

    plan = plan_units(
        "Serial;Customer;Product\nH-1;Harbour Clinic;Hörer\n".encode("cp1252"), provider=stocked.northwind
    )

    assert [row.product.name for row in plan.new] == ["Hörer"]


@pytest.mark.parametrize(("name", "refusal"), [("ada", NotAllowed), ("tom", NotThere)])
def test_who_does_not_keep_the_installed_base_takes_nothing_in(
    stocked: Cast, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        take_units_in(actor=getattr(stocked, name).actor, provider=stocked.northwind, content=LIST, at=TEN)

    assert not Unit.objects.exists()


def test_the_command_takes_in_what_it_can_and_hands_back_the_rest(
    stocked: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rejects = tmp_path / "units.csv", tmp_path / "rejects.csv"
    path.write_bytes(LIST + b"DP-3;Harbour Clinic;Desk fone;;;;\n")
    parser = ArgumentParser()
    import_units.configure(parser)

    dry = import_units.run(parser.parse_args([str(path), "--provider", "Northwind", "--dry-run"]))
    counted = Unit.objects.count()
    code = import_units.run(
        parser.parse_args([str(path), "--provider", "northwind", "--rejects", str(rejects)])
    )

    assert (dry, counted, code, Unit.objects.count()) == (0, 0, 0, 3)
    assert (
        "units.csv:5:3: Model: “Desk fone” is not here; did you mean “Desk phone”?" in capsys.readouterr().out
    )
    assert rejects.read_text(encoding="utf-8").splitlines() == [
        "line,column,reason,Serial number,Customer,Model,Location,Shipped,Purchase date,Colour",
        "5,Model,“Desk fone” is not here; did you mean “Desk phone”?,DP-3,Harbour Clinic,Desk fone,,,,",
    ]
