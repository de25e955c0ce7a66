"""Files of banks: read with a preview, taken in, and what nobody could match given to a person."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.billing.access import get_bank_line, visible_bank_imports, visible_bank_lines
from uphold.billing.actions.bank import ignore_line, import_statement, match_line
from uphold.billing.bank.matching import ledger_of, proposals
from uphold.billing.bank.preview import Preview, Seen, preview_statement
from uphold.billing.models import BankLine
from uphold.billing.queries import open_invoices, usual_currency
from uphold.desk.billing.bank_form import StatementForm
from uphold.desk.billing.choices import chosen_provider, customer_named, provider_choices
from uphold.desk.billing.place import Asking, answered, around, asked, blame, done
from uphold.desk.billing.wording import BANK
from uphold.desk.door import desk_page
from uphold.kit import Refused, now
from uphold.people.models import Provider
from uphold.ui.billed.wording import State, day, money
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

RECORD = Permission.PAYMENT_RECORD
MOST_LINES, MOST_IMPORTS = 200, 50


@dataclass(frozen=True, slots=True)
class BookingRow:
    on: str
    href: str
    payer: str
    reference: str
    amount: str
    state: State | None
    said: str


class MatchForm(forms.Form):
    """`invoice` names one; without it the oldest due of the customer is paid first."""

    customer = forms.CharField(
        label=gettext_lazy("Customer"),
        max_length=200,
        help_text=gettext_lazy("The name, or a part that only this one has."),
    )
    invoice = forms.CharField(
        label=gettext_lazy("For the invoice"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: the oldest due first."),
    )

    def __init__(self, *args: Any, line: BankLine, actor: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.line, self.actor = line, actor

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "customer" not in said:
            return said
        provider: Provider = self.line.bank_import.provider
        try:
            said["organisation"] = customer_named(self.actor, said["customer"], provider=provider)
        except forms.ValidationError as mistake:
            self.add_error("customer", mistake)
            return said
        known = open_invoices(organisation_id=said["organisation"].pk, provider_id=provider.pk)
        wanted = said.get("invoice", "").strip().upper()
        said["invoices"] = [row for row in known if row.number == wanted]
        if wanted and not said["invoices"]:
            self.add_error("invoice", gettext("This is no open invoice of the customer."))
        return said


@desk_page(need=RECORD)
def index(request: PageRequest) -> HttpResponse:
    """What waits for a person, and the last files."""
    mine = request.actor.provider_ids_for(RECORD)
    waiting = visible_bank_lines(request.actor).filter(
        bank_import__provider__in=mine, state=BankLine.State.WAITING
    )
    files = visible_bank_imports(request.actor).filter(provider__in=mine)
    values = {
        "rows": [line_row(line) for line in waiting.order_by("booked_on", "pk")[:MOST_LINES]],
        "files": [
            f"{row.name}, {day(row.imported_at)}, {row.imported_by.name if row.imported_by else ''}"
            for row in files.select_related("imported_by").order_by("-pk")[:MOST_IMPORTS]
        ],
    }
    return shown(request, "desk/billing/bank.html", around(request, values, place="bank"))


def line_row(line: BankLine) -> BookingRow:
    return BookingRow(
        on=day(line.booked_on),
        href=reverse("desk:bank-line", args=[line.pk]),
        payer=line.payer,
        reference=line.reference,
        amount=money(line.amount, line.currency),
        state=BANK[line.state],
        said="",
    )


@desk_page(need=RECORD, methods=["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    """The file is chosen, looked at, and taken in by the same form."""
    begun = {"currency": usual_currency(request.actor)}
    form = StatementForm(request.POST or None, request.FILES or None, initial=begun)
    field = form.fields["provider"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = provider_choices(request.actor, RECORD)
    if request.method != "POST":
        return asked(request, form, asking_for_file())
    if not form.is_valid():
        return asked(request, form, asking_for_file(), status=422)
    provider = chosen_provider(form, request.actor, RECORD)
    if "take" in request.POST:
        return take(request, form, provider)
    return previewed(request, form, provider)


def take(request: PageRequest, form: StatementForm, provider: Provider) -> HttpResponse:
    said = form.cleaned_data
    try:
        import_statement(
            actor=request.actor,
            provider=provider,
            name=said["name"],
            content=said["bytes"],
            mapping=form.mapping(),
            at=now(),
        )
    except Refused as refusal:
        blame(form, refusal)
        return asked(request, form, asking_for_file(), status=409)
    return done(request, gettext("The file is taken in."), to=reverse("desk:bank"))


def asking_for_file() -> Asking:
    return Asking(
        title=gettext("A file of the bank"),
        button=gettext("Show the preview"),
        help=gettext("Nothing is booked before you have seen what it would be."),
        back=reverse("desk:bank"),
        back_words=gettext("Bank"),
        said="",
        has_file=True,
        place="bank",
    )


def previewed(request: PageRequest, form: StatementForm, provider: Provider) -> HttpResponse:
    found = preview_statement(form.cleaned_data["bytes"], provider=provider, mapping=form.mapping())
    values = {
        "preview": found,
        "rows": [seen_row(seen) for seen in found.lines],
        "counts": counts_of(found),
        "kept": form.kept(),
        "may_take": bool(found.lines) and not found.statement.mistakes and not found.is_taken,
    }
    page = around(request, values, place="bank")
    return shown(
        request, "desk/billing/bank_preview.html", page, status=422 if found.statement.mistakes else 200
    )


def counts_of(found: Preview) -> dict[str, int]:
    fresh = [seen for seen in found.lines if not seen.is_known]
    matched = sum(seen.match is not None for seen in fresh)
    return {
        "matched": matched,
        "waiting": len(fresh) - matched,
        "known": len(found.lines) - len(fresh),
        "outgoing": found.statement.outgoing,
    }


def seen_row(seen: Seen) -> BookingRow:
    state: State | None = BANK[BankLine.State.MATCHED if seen.match else BankLine.State.WAITING]
    said = ", ".join(row.number for row in seen.match.invoices) if seen.match else ""
    if seen.is_known:
        state, said = None, gettext("known from an earlier file")
    return BookingRow(
        on=day(seen.booking.booked_on),
        href="",
        payer=seen.booking.payer,
        reference=seen.booking.reference,
        amount=money(seen.booking.amount, seen.booking.currency),
        state=state,
        said=said,
    )


@desk_page(need=RECORD, methods=["GET", "POST"])
def match(request: PageRequest, bank_line_id: int) -> HttpResponse:
    """Whose money a booking is; the likeliest stands in the form."""
    line = get_bank_line(request.actor, bank_line_id)
    likely = proposals(line, ledger=ledger_of(line.bank_import.provider))
    initial = {"customer": likely[0].organisation.name, "invoice": likely[0].number} if likely else {}
    others = ", ".join(
        f"{row.number} ({row.organisation.name}, {money(row.open_amount, row.currency)})" for row in likely
    )
    help_words = gettext("%(amount)s on %(on)s from %(payer)s: “%(reference)s”.") % {
        "amount": money(line.amount, line.currency),
        "on": day(line.booked_on),
        "payer": line.payer or "?",
        "reference": line.reference,
    }
    if others:
        help_words += " " + gettext("It may be: %(others)s.") % {"others": others}
    asking = Asking(
        title=gettext("Whose money is it?"),
        button=gettext("Record the payment"),
        help=help_words,
        back=reverse("desk:bank"),
        back_words=gettext("Bank"),
        said=gettext("The booking is matched."),
        place="bank",
        also_act=Link(
            gettext("Put aside: no payment of ours"), reverse("desk:bank-line-aside", args=[line.pk])
        ),
    )
    return answered(
        request,
        MatchForm(request.POST or None, line=line, actor=request.actor, initial=initial),
        asking,
        perform=lambda said: match_line(
            actor=request.actor,
            line=line,
            organisation=said["organisation"],
            invoices=said["invoices"],
            at=now(),
        ),
    )


@desk_page(need=RECORD, methods=["POST"])
def put_aside(request: PageRequest, bank_line_id: int) -> HttpResponse:
    ignore_line(actor=request.actor, line=get_bank_line(request.actor, bank_line_id), at=now())
    return done(request, gettext("The booking is put aside."), to=reverse("desk:bank"))
