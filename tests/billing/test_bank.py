"""Files of banks: read, previewed, taken once, and matched where that is certain."""

from decimal import Decimal

import pytest

from tests.billing.charged import House, make_charge
from tests.cast.instants import at as instant
from tests.cast.tickets import make_ticket
from uphold.access import NotAllowed, NotThere
from uphold.billing.access import get_bank_line
from uphold.billing.actions import invoice_now
from uphold.billing.actions.bank import StatementHasMistakes, ignore_line, import_statement, match_line
from uphold.billing.bank.mapping import Mapping
from uphold.billing.bank.matching import indexed, ledger_of, named_in, names_invoice, proposals
from uphold.billing.bank.preview import preview_statement
from uphold.billing.bank.reading import read_statement
from uphold.billing.models import BankImport, BankLine, Invoice, Payment
from uphold.kit import Refused

MID_JULY = instant("2026-07-15 09:00")
ENGLISH = Mapping(currency="EUR")
AUSTRIAN = Mapping(date_form="%d.%m.%Y", has_decimal_comma=True, separator=";")
HEADER = "Booking date,Amount,Currency,Payer,Reference\n"
INV_1 = HEADER + "2026-07-10,120.00,EUR,Harbour Clinic Ltd,Invoice INV-1 thank you\n"


def take(house: House, text: str, *, mapping: Mapping = ENGLISH) -> BankImport:
    return import_statement(
        actor=house.cleo.actor,
        provider=house.cast.northwind,
        name="july.csv",
        content=text.encode(),
        mapping=mapping,
        at=MID_JULY,
    )


def test_a_transfer_that_names_the_invoice_pays_it(house: House) -> None:
    house.invoice("100.00")

    taken = take(house, INV_1)

    line = taken.lines.get()
    assert (line.state, line.matched_by) == ("matched", "invoice number")
    assert line.payment is not None
    assert (line.payment.way, line.payment.amount) == ("bank", Decimal("120.00"))
    assert Invoice.objects.get().open_amount == 0


def test_an_austrian_file_is_read_with_its_words_commas_and_days(house: House) -> None:
    house.invoice("1000.00")

    take(
        house,
        'Buchungsdatum;Betrag;Währung;Auftraggeber;Verwendungszweck\n10.07.2026;"1.200,00";EUR;Harbour;RE INV 1\n',
        mapping=AUSTRIAN,
    )

    assert Payment.objects.get().amount == Decimal("1200.00")
    assert Invoice.objects.get().open_amount == 0


def test_the_exact_amount_of_a_known_payer_pays_its_invoice(house: House) -> None:
    house.invoice("100.00")

    taken = take(house, HEADER + "2026-07-10,120.00,EUR,HARBOUR CLINIC,monthly\n")

    assert taken.lines.get().matched_by == "amount and payer"
    assert Invoice.objects.get().open_amount == 0


def test_what_nobody_can_match_waits_with_proposals(house: House) -> None:
    invoice = house.invoice("100.00")

    taken = take(house, HEADER + "2026-07-10,60.00,EUR,Harbour Clinic,part\n")

    line = taken.lines.get()
    assert (line.state, Payment.objects.count()) == ("waiting", 0)
    assert proposals(line, ledger=ledger_of(house.cast.northwind)) == [invoice]


def test_a_person_matches_what_waits(house: House) -> None:
    invoice = house.invoice("100.00")
    take(house, HEADER + "2026-07-10,60.00,EUR,A. Bookkeeper,part\n")
    line = get_bank_line(house.cleo.actor, BankLine.objects.get().pk)

    payment = match_line(
        actor=house.cleo.actor, line=line, organisation=house.cast.harbour, invoices=[invoice], at=MID_JULY
    )

    line.refresh_from_db()
    assert (line.state, line.matched_by, line.payment_id) == ("matched", "by hand", payment.pk)
    assert Invoice.objects.get().open_amount == Decimal("60.00")
    with pytest.raises(Refused) as refusal:
        ignore_line(actor=house.cleo.actor, line=line, at=MID_JULY)
    assert refusal.value.code == "bank_line_is_done"


def test_what_is_no_payment_of_ours_is_put_aside(house: House) -> None:
    take(house, HEADER + "2026-07-10,0.12,EUR,Northbank,interest\n")

    line = ignore_line(
        actor=house.cleo.actor, line=get_bank_line(house.cleo.actor, BankLine.objects.get().pk), at=MID_JULY
    )

    assert (line.state, Payment.objects.count()) == ("ignored", 0)


def test_the_same_file_is_taken_once(house: House) -> None:
    house.invoice("100.00")
    take(house, INV_1)

    with pytest.raises(Refused) as refusal:
        take(house, INV_1)

    assert refusal.value.code == "statement_already_taken"
    assert Payment.objects.count() == 1


def test_a_booking_that_an_earlier_file_brought_is_passed_over(house: House) -> None:
    house.invoice("100.00")
    take(house, INV_1)

    again = take(house, INV_1 + "2026-07-11,5.00,EUR,Orchard,other\n")

    assert [line.amount for line in again.lines.all()] == [Decimal("5.00")]
    assert Payment.objects.count() == 1


def test_two_alike_bookings_of_one_file_are_two(house: House) -> None:
    alike = "2026-07-10,5.00,EUR,Orchard,other\n"

    taken = take(house, HEADER + alike + alike)

    assert taken.lines.count() == 2


def test_money_that_left_is_passed_over(house: House) -> None:
    statement = read_statement((HEADER + "2026-07-10,-9.90,EUR,Northbank,fee\n").encode(), mapping=ENGLISH)

    assert (statement.bookings, statement.outgoing, statement.mistakes) == ((), 1, ())


def test_every_mistake_is_told_with_line_and_column_and_nothing_is_taken(house: House) -> None:
    text = HEADER + "10.07.2026,abc,EUR,Harbour,x\n2026-07-10,5.00,Euro,Harbour,x\n"

    with pytest.raises(StatementHasMistakes) as refusal:
        take(house, text)

    assert [(each.line, each.column) for each in refusal.value.statement.mistakes] == [
        (2, "Booking date"),
        (2, "Amount"),
        (3, "Currency"),
    ]
    assert "2026-07-31" in refusal.value.statement.mistakes[0].words
    assert not BankImport.objects.exists()


def test_a_file_without_the_columns_that_matter_says_which(house: House) -> None:
    statement = read_statement(b"When,How much\n", mapping=ENGLISH)

    assert statement.mistakes[0].words == "No column booked_on, amount in the header: When, How much."


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'Date,Amount\n"2026', b"a" * 5_000_001])
def test_what_is_no_table_is_a_mistake_and_no_fault(content: bytes) -> None:
    statement = read_statement(content, mapping=ENGLISH)

    assert len(statement.mistakes) == 1
    assert statement.bookings == ()


@pytest.mark.parametrize("cell", ["1e99", "NaN", "0.001", "--5", "12 EUR"])
def test_what_is_no_amount_is_refused(cell: str) -> None:
    statement = read_statement(f"Date,Amount\n2026-07-10,{cell}\n".encode(), mapping=ENGLISH)

    assert [each.column for each in statement.mistakes] == ["Amount"]


def test_columns_with_names_of_their_own_are_found_by_the_mapping() -> None:
    mapping = Mapping(columns={"booked_on": "Wann", "amount": "Wieviel"}, currency="CHF")

    statement = read_statement(b"Wann,Wieviel\n2026-07-10,1'250.00\n", mapping=mapping)

    assert [(each.amount, each.currency) for each in statement.bookings] == [(Decimal("1250.00"), "CHF")]


def test_the_preview_tells_what_would_be_and_stores_nothing(house: House) -> None:
    house.invoice("100.00")
    content = (INV_1 + "2026-07-11,5.00,EUR,Orchard,other\n").encode()

    preview = preview_statement(content, provider=house.cast.northwind, mapping=ENGLISH)

    assert [seen.match.how if seen.match else "" for seen in preview.lines] == ["invoice number", ""]
    assert (preview.is_taken, BankLine.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("reference", "is_named"),
    [
        ("Invoice INV-2026-7, thanks", True),
        ("inv 2026/7", True),
        ("INV20267", True),
        ("INV-2026-71", False),
        ("XINV-2026-7", False),
        ("", False),
    ],
)
def test_a_number_is_found_however_it_is_written_and_never_in_a_longer_one(
    reference: str, *, is_named: bool
) -> None:
    assert names_invoice(reference, "INV-2026-7") is is_named


def test_a_reference_that_names_invoices_of_two_customers_waits(house: House) -> None:
    house.invoice("100.00")
    ticket = make_ticket(customer=house.cast.eve, opened_at=instant("2026-06-08 10:00"))
    make_charge(ticket, "50.00")
    invoice_now(
        actor=house.cleo.actor,
        organisation=house.cast.orchard,
        provider=house.cast.northwind,
        at=MID_JULY,
    )

    taken = take(house, HEADER + "2026-07-10,180.00,EUR,Somebody,INV-1 and INV-2\n")

    assert taken.lines.get().state == "waiting"


def test_bookings_of_one_batch_share_a_reference_of_the_bank_and_are_two_payments(house: House) -> None:
    batch = "Booking date,Amount,Currency,Payer,Reference,Bank reference\n"
    rows = (
        "2026-07-10,120.00,EUR,Harbour Clinic,INV-1,NOTPROVIDED\n",
        "2026-07-10,60.00,EUR,Orchard,INV-2,NOTPROVIDED\n",
    )

    take(house, batch + "".join(rows))
    take(house, batch + "".join(reversed(rows)))

    assert sorted(BankLine.objects.values_list("amount", flat=True)) == [Decimal("60.00"), Decimal("120.00")]


def test_a_booking_that_lies_ahead_waits_and_holds_up_no_other(house: House) -> None:
    house.invoice("100.00")

    taken = take(house, INV_1 + "2026-07-20,50.00,EUR,Harbour Clinic Ltd,INV-1\n")

    assert list(taken.lines.order_by("number").values_list("state", flat=True)) == ["matched", "waiting"]


def test_a_nul_of_a_broken_export_is_left_out(house: House) -> None:
    taken = take(house, HEADER + "2026-07-10,1.00,EUR,Har\0bour,x\n")

    assert taken.lines.get().payer == "Harbour"


@pytest.mark.parametrize(
    ("reference", "is_named"),
    [("INV 2026 7", True), ("inv-20267", True), ("INV-2026-71", False), ("XINV-2026-7", False), ("7", False)],
)
def test_a_number_is_found_however_it_is_parted(house: House, *, reference: str, is_named: bool) -> None:
    invoice = house.invoice("100.00")
    invoice.number = "INV-2026-7"
    ledger = indexed((invoice,), names={invoice.organisation_id: frozenset()})

    assert named_in(reference, ledger=ledger) == ([invoice] if is_named else [])


def test_files_are_for_those_who_record_payments(house: House) -> None:
    cast = house.cast
    take(house, HEADER + "2026-07-10,60.00,EUR,Harbour Clinic,part\n")
    line = BankLine.objects.select_related("bank_import__provider").get()

    for actor in (cast.ben.actor, cast.lea.actor, cast.ada.actor, cast.max.actor, cast.tom.actor):
        with pytest.raises(NotAllowed):
            import_statement(
                actor=actor, provider=cast.northwind, name="x", content=b"", mapping=ENGLISH, at=MID_JULY
            )
        with pytest.raises(NotAllowed):
            match_line(actor=actor, line=line, organisation=cast.harbour, at=MID_JULY)
        with pytest.raises(NotAllowed):
            ignore_line(actor=actor, line=line, at=MID_JULY)
    for actor in (cast.tom.actor, cast.max.actor, cast.ada.actor):
        with pytest.raises(NotThere):
            get_bank_line(actor, line.pk)

    assert BankLine.objects.get().state == "waiting"
