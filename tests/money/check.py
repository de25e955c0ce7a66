"""What must hold when a story is over: the books' figures, and what is true of all money whatever happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, Sum

from tests.money.acts import Act, invoice
from tests.money.books import PACKAGE_CREDITS, Books, to_the_cent
from tests.money.house import NOW, SYSTEM, TAX_PERCENT, Party
from uphold.billing.models import Allocation, Dispute, Invoice, InvoiceLine, Payment, Repayment, Seller
from uphold.billing.standing import disputed_amounts
from uphold.credits import checking
from uphold.credits.models import CreditAccount, CreditOrder, LedgerEntry, Lot, Movement, Place, Posting
from uphold.journal.models import Entry
from uphold.metering.actions import meter_ticket
from uphold.metering.models import Charge, Settlement
from uphold.people.models import Provider
from uphold.standing.models import Receivable, Suspension

NOTHING = Decimal("0.00")
CLERK = 3
NEXT = {
    Invoice.Kind.INVOICE: "next_invoice_serial",
    Invoice.Kind.CREDIT_NOTE: "next_credit_note_serial",
}
SET_ASIDE = (Movement.HOLD, Movement.RELEASE, Movement.REVIVAL)
"""What is set aside follows what there is to set aside: metering again may find more, expired credits too."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A figure that should be another."""

    what: str
    place: str
    found: object
    expected: object

    def __str__(self) -> str:
        return f"{self.what}, {self.place}: {self.found} instead of {self.expected}"


def wrongs(party: Party, books: Books) -> list[Wrong]:
    """All of one customer. The last acts are ours: everything is metered once more, and invoiced."""
    return [
        *ledger(party),
        *lots(party, books),
        *charges(party, books),
        *metering(party, books),
        *invoicing(party, books),
        *accepted(party, books),
        *receivables(party),
        *standing(party),
        *packages(party),
        *payments(party, books),
    ]


def ledger(party: Party) -> Iterator[Wrong]:
    accounts = CreditAccount.objects.filter(pk=party.account.pk)
    checks = (
        checking.debts,
        checking.figures_of_lots,
        checking.entries_out_of_balance,
        checking.keys_used_twice,
        checking.postings_astray,
        checking.holds_and_work,
        checking.orders,
    )
    for check in checks:
        for each in check(accounts):
            yield Wrong(each.what, each.place, each.stored, each.derived)
    for account in accounts.exclude(owed_credits=0):
        yield Wrong("credits owed", party.organisation.name, account.owed_credits, 0)


def lots(party: Party, books: Books) -> Iterator[Wrong]:
    """But those that a payment brought: they open after all work of a story, and `packages` looks at them."""
    account = CreditAccount.objects.get(pk=party.account.pk)
    known = Lot.objects.filter(account=account).order_by("id")
    rows = list(known.filter(order=None) if account.credited_on == "payment" else known)
    found = [(row.granted_credits, row.remaining_credits, row.held_credits) for row in rows]
    kept = [(lot.granted, lot.remaining, sum(lot.held.values())) for lot in books.account.lots]
    if found != kept:
        yield Wrong("lots (granted, remaining, held)", party.organisation.name, found, kept)


def charges(party: Party, books: Books) -> Iterator[Wrong]:
    for name, ticket in party.tickets.items():
        sums = Charge.objects.filter(ticket=ticket).aggregate(taken=Sum("credits"), money=Sum("amount"))
        taken, money = sums["taken"] or 0, sums["money"] or NOTHING
        expected = books.credits_by_ticket.get(name, 0), books.money_by_ticket.get(name, NOTHING)
        if (taken, money) != expected:
            yield Wrong("charges (credits, money)", name, (taken, money), expected)
        moved = Posting.objects.filter(
            entry__account=party.account, entry__reference=ticket.number, place=Place.WORK
        ).aggregate(total=Sum("credits"))["total"]
        if (moved or 0) != taken:
            yield Wrong("credits charged and moved", name, taken, moved or 0)


def metering(party: Party, books: Books | None = None) -> Iterator[Wrong]:
    """The sums of the charges are what policy says now, and metering again writes nothing but what it sets aside."""
    for name, ticket in party.tickets.items():
        before = written(party)
        meter_ticket(ticket=ticket, by=SYSTEM, at=NOW)
        if written(party) != before:
            yield Wrong("metered again", name, written(party), before)
        moved = LedgerEntry.objects.filter(account=party.account).count()
        metered = meter_ticket(ticket=ticket, by=SYSTEM, at=NOW)
        if LedgerEntry.objects.filter(account=party.account).count() != moved:
            yield Wrong("metered a third time", name, "moves credits", "moves nothing")
        money = sum((each.amount for each in metered.charges), NOTHING)
        money -= sum((each.amount or NOTHING for each in metered.refunds), NOTHING)
        stands = Charge.objects.filter(ticket=ticket).aggregate(money=Sum("amount"))["money"] or NOTHING
        if money != stands:
            yield Wrong("policy's totals", name, stands, money)
        if books is not None:
            books.meter(name)
    yield from lots(party, books) if books is not None else ()


def written(party: Party) -> tuple[int, int, int]:
    tickets = list(party.tickets.values())
    return (
        Charge.objects.filter(ticket__in=tickets).count(),
        Settlement.objects.filter(work__ticket__in=tickets).count(),
        LedgerEntry.objects.filter(account=party.account).exclude(movement__in=SET_ASIDE).count(),
    )


def invoicing(party: Party, books: Books) -> Iterator[Wrong]:
    """In the end all that is owed is on invoices, once."""
    last: Act = invoice(party, agent=CLERK)
    last.perform()
    invoices = Invoice.objects.filter(organisation=party.organisation)
    net = invoices.aggregate(net=Sum("net_amount"))["net"] or NOTHING
    least, most = net_by_hand(party, books)
    if not least <= net <= most:
        yield Wrong("net of all invoices", party.organisation.name, net, f"{least} to {most}")
    lines = (
        InvoiceLine.objects.filter(invoice__in=invoices).aggregate(net=Sum("net_amount"))["net"] or NOTHING
    )
    if lines != net:
        yield Wrong("net of all lines", party.organisation.name, lines, net)


def net_by_hand(party: Party, books: Books) -> tuple[Decimal, Decimal]:
    """From what the books say, less what was taken back by hand; of its work no more comes back for charges given up.

    How much of those is of lines that were taken back is not in the books: it may be none, or as much as both allow.
    """
    corrections = InvoiceLine.objects.filter(corrects__in=books.accepted, charge=None, worked_on=None)
    by_hand = -(corrections.aggregate(net=Sum("net_amount"))["net"] or NOTHING)
    returned = Charge.objects.filter(ticket__in=party.tickets.values(), amount__lt=0)
    given_up = -(returned.aggregate(money=Sum("amount"))["money"] or NOTHING)
    return books.net - by_hand, books.net - by_hand + min(by_hand, given_up)


def accepted(party: Party, books: Books) -> Iterator[Wrong]:
    """Of a line that was taken back nothing is left, and its dispute is over."""
    for line in InvoiceLine.objects.filter(pk__in=books.accepted).select_related("invoice"):
        left = line.net_amount + (line.corrections.aggregate(net=Sum("net_amount"))["net"] or NOTHING)
        if left != NOTHING:
            yield Wrong("left of a line that was taken back", line.invoice.number, left, NOTHING)
        still = line.disputes.filter(state=Dispute.State.OPEN).count()
        if still:
            yield Wrong("disputes of a line that was taken back", line.invoice.number, still, 0)


def receivables(party: Party) -> Iterator[Wrong]:
    for row in Invoice.objects.filter(organisation=party.organisation, kind=Invoice.Kind.INVOICE):
        paid = Allocation.objects.filter(invoice=row).aggregate(total=Sum("amount"))["total"] or NOTHING
        credited = -(row.credit_notes.aggregate(total=Sum("gross_amount"))["total"] or NOTHING)
        if (row.paid_amount, row.credited_amount) != (paid, credited):
            found = (row.paid_amount, row.credited_amount)
            yield Wrong("paid and credited", row.number, found, (paid, credited))
        owed = Receivable.objects.filter(provider=party.provider, number=row.number).first()
        open_amount = owed.open_amount if owed else NOTHING
        if open_amount != row.gross_amount - paid - credited:
            yield Wrong("receivable", row.number, open_amount, row.gross_amount - paid - credited)
        tax = to_the_cent(Fraction(row.net_amount) * TAX_PERCENT / 100)
        if row.tax_amount != tax:
            yield Wrong("tax", row.number, row.tax_amount, tax)


def standing(party: Party) -> Iterator[Wrong]:
    """What is suspended for money stays so while something undisputed is overdue, and no longer."""
    suspensions = Suspension.objects.filter(organisation=party.organisation, provider=party.provider)
    known = list(suspensions)
    if not known:
        return
    owed = Receivable.objects.filter(organisation=party.organisation, settled_at=None, due_on__lt=NOW.date())
    is_overdue, name = owed.exists(), party.organisation.name
    ended = sum(row.ends_at is not None for row in known)
    if not is_overdue and ended != len(known):
        yield Wrong("suspensions that ended", name, ended, len(known))
    reopened = Payment.objects.filter(organisation=party.organisation, reverses__isnull=False).exists()
    disputed = Dispute.objects.filter(line__invoice__organisation=party.organisation).exists()
    if is_overdue and ended and not reopened and not disputed:
        yield Wrong("suspensions that ended", name, ended, 0)
    told = Entry.objects.filter(kind="standing.restored", organisation_id=party.organisation.pk).count()
    if told != ended:
        yield Wrong("suspensions told to have ended", name, told, ended)


def packages(party: Party) -> Iterator[Wrong]:
    """What was paid for is there, once and whole; what was never paid is not, unless it is credited on order."""
    for line in InvoiceLine.objects.filter(order__account=party.account).select_related(
        "invoice", "order__account", "order__lot"
    ):
        order, bill = line.order, line.invoice
        assert order is not None
        if order.account.credited_on == CreditAccount.CreditedOn.ORDER:
            continue
        is_paid = bill.open_amount == 0
        if order.state == CreditOrder.State.WITHDRAWN:
            if order.lot is not None:
                yield Wrong("package withdrawn and credited", order.number, order.lot.pk, None)
            continue
        if order.lot is None:
            if is_paid:
                yield Wrong("package paid and not credited", order.number, order.state, "credited")
            continue
        if not is_paid and not Allocation.objects.filter(invoice=bill, amount__lt=0).exists():
            yield Wrong("package credited and never paid", order.number, order.state, "ordered")
        found = order.lot.granted_credits, order.lot.remaining_credits, order.lot.held_credits
        if found != (PACKAGE_CREDITS, PACKAGE_CREDITS, 0):
            yield Wrong("lot of a package", order.number, found, (PACKAGE_CREDITS, PACKAGE_CREDITS, 0))


def payments(party: Party, books: Books) -> Iterator[Wrong]:
    """Each payment is one row for its key, and pays what is open as far as it goes."""
    rows = Payment.objects.filter(organisation=party.organisation, provider=party.provider)
    received = rows.aggregate(total=Sum("amount"))["total"] or NOTHING
    expected = sum(books.paid.values(), NOTHING)
    if received != expected:
        yield Wrong("money received", party.organisation.name, received, expected)
    back = (
        Repayment.objects.filter(organisation=party.organisation).aggregate(t=Sum("amount"))["t"] or NOTHING
    )
    if back != sum(books.repaid.values(), NOTHING):
        yield Wrong("money repaid", party.organisation.name, back, sum(books.repaid.values(), NOTHING))
    received -= back
    on_bills = Allocation.objects.filter(payment__in=rows, repayment=None)
    allocated = on_bills.aggregate(total=Sum("amount"))["total"] or NOTHING
    bills = Invoice.objects.filter(organisation=party.organisation, kind=Invoice.Kind.INVOICE)
    disputed = disputed_amounts(row.pk for row in bills)
    payable = sum((max(row.open_amount - disputed[row.pk], NOTHING) for row in bills), NOTHING)
    if payable and allocated != received:
        yield Wrong("money that pays nothing", party.organisation.name, received - allocated, NOTHING)
    gross = (
        Invoice.objects.filter(organisation=party.organisation).aggregate(t=Sum("gross_amount"))["t"]
        or NOTHING
    )
    if allocated > min(received, gross):
        yield Wrong("money allocated", party.organisation.name, allocated, min(received, gross))
    if not any(disputed.values()) and allocated != min(received, gross):
        yield Wrong("money allocated", party.organisation.name, allocated, min(received, gross))
    yield from parts(party)


def parts(party: Party) -> Iterator[Wrong]:
    """No payment gives more than it is, and one that was taken back gives nothing."""
    whole = Q(reverses=None)
    for row in Payment.objects.filter(whole, organisation=party.organisation).prefetch_related("allocations"):
        back = Payment.objects.filter(reverses=row).prefetch_related("allocations").first()
        given = sum((each.amount for each in row.allocations.all()), NOTHING)
        if back is not None:
            given += sum((each.amount for each in back.allocations.all()), NOTHING)
        most = NOTHING if back is not None else row.amount
        if not NOTHING <= given <= most:
            yield Wrong("money of one payment", row.key, given, f"0.00 to {most}")


def series(provider: Provider) -> list[Wrong]:
    """Of all stories together: numbers are one after another, without a gap and none twice."""
    found = []
    for kind in Invoice.Kind:
        serials = sorted(
            Invoice.objects.filter(provider=provider, kind=kind).values_list("serial", flat=True)
        )
        if serials != list(range(1, len(serials) + 1)):
            found.append(Wrong("numbers", str(kind), serials[-5:], f"1 to {len(serials)}"))
        following = getattr(Seller.objects.get(provider=provider), NEXT[kind])
        if following != len(serials) + 1:
            found.append(Wrong("next number", str(kind), following, len(serials) + 1))
    return found
