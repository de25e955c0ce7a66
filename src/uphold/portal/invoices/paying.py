"""Paying online: the way to the payment provider, its notices, and the provider that is none."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from uphold.access import Permission
from uphold.billing.access import get_invoice
from uphold.billing.actions.online import ask_payment, payable_amount, take_notice
from uphold.billing.ports.known import FAKE, NoSuchPort, port_in_use, port_named
from uphold.kit import now
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.billed.wording import money
from uphold.ui.page import PUBLIC, PageRequest, page
from uphold.ui.respond import changed, shown

PAY = Permission.INVOICE_PAY


@portal_page(need=PAY, methods=["GET", "POST"])
def pay(request: PageRequest, invoice_id: int) -> HttpResponse:
    """Asked first, so that no payment provider hears of somebody who only looks. A link leads there, and no form:
    the content policy lets forms go nowhere else.
    """
    invoice, port = get_invoice(request.actor, invoice_id, need=PAY), port_in_use()
    if port is None:
        raise NoSuchPort
    values = {
        "invoice": invoice,
        "amount": money(payable_amount(invoice), invoice.currency),
        "address": "",
        "is_fake": port.name == FAKE,
    }
    if request.method == "POST":
        back = request.build_absolute_uri(reverse("portal:invoice", args=[invoice.pk]))
        asked = ask_payment(actor=request.actor, invoice=invoice, port=port, back_address=back, at=now())
        values["address"] = asked.address
    return shown(request, "portal/invoices/pay.html", framed(request, values, current="invoices"))


@portal_page(need=PAY, methods=["GET", "POST"])
def fake(request: PageRequest, invoice_id: int, notice: str) -> HttpResponse:
    """What stands at the address of the payment provider that is none."""
    invoice, port = get_invoice(request.actor, invoice_id, need=PAY), port_named(FAKE)
    here = reverse("portal:invoice", args=[invoice.pk])
    if request.method == "POST":
        word = "paid" if "pay" in request.POST else "failed"
        take_notice(port=port, body=f"{word} {notice}".encode(), headers={}, at=now())
        said = gettext("Paid.") if word == "paid" else gettext("The payment failed; nothing was paid.")
        return changed(request, "", {}, to=here, said=said)
    values = {"invoice": invoice, "back": here}
    return shown(request, "portal/invoices/fake.html", framed(request, values, current="invoices"))


@csrf_exempt
@page(need=PUBLIC, methods=["POST"])
def notices(request: HttpRequest, port: str) -> HttpResponse:
    """What a payment provider tells, signed by it; whoever else posts here is refused."""
    headers = {name: str(value) for name, value in cast("PageRequest", request).headers.items()}
    take_notice(port=port_named(port), body=request.body, headers=headers, at=now())
    return HttpResponse(status=204)
