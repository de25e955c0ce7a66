"""Addresses of the portal."""

from django.urls import path

from uphold.portal import people
from uphold.portal.account import packages, statement
from uphold.portal.account import page as account
from uphold.portal.agreements import pages as agreements
from uphold.portal.appointments import acts as appointment_acts
from uphold.portal.appointments import page as appointments
from uphold.portal.changes import acts as change_acts
from uphold.portal.changes import page as changes
from uphold.portal.invoices import disputing, paying
from uphold.portal.invoices import index as invoices
from uphold.portal.invoices import page as invoice
from uphold.portal.releases import page as releases
from uphold.portal.returns import page as returns
from uphold.portal.status import pages as status
from uphold.portal.tickets import acts, escalating, fault_acts, files, opening, page, tickets
from uphold.portal.units import page as units
from uphold.portal.units import unit

app_name = "portal"

urlpatterns = [
    path("", tickets.index, name="tickets"),
    path("tickets/news", tickets.news, name="ticket-news"),
    path("tickets/new", opening.new, name="ticket-new"),
    path("tickets/preview", opening.preview, name="ticket-preview"),
    path("tickets", opening.create, name="ticket-create"),
    path("tickets/<str:number>/", page.show, name="ticket"),
    path("tickets/<str:number>/why/<slug:metric>/<int:cycle>", page.why, name="ticket-why"),
    path("tickets/<str:number>/replies", acts.answer, name="ticket-replies"),
    path("tickets/<str:number>/files/<int:attachment_id>", files.fetch, name="ticket-file"),
    path("tickets/<str:number>/evidence", acts.bring, name="ticket-evidence"),
    path("tickets/<str:number>/escalation", escalating.ask, name="ticket-escalation"),
    path("tickets/<str:number>/consent", acts.consent, name="ticket-consent"),
    path("tickets/<str:number>/choice", acts.choose, name="ticket-choice"),
    path("tickets/<str:number>/reopening", acts.reopen, name="ticket-reopening"),
    path("tickets/<str:number>/fault/<int:file_id>/evidence", fault_acts.bring, name="fault-evidence"),
    path("tickets/<str:number>/fault/<int:file_id>/acceptance", fault_acts.accept, name="fault-acceptance"),
    path("tickets/<str:number>/fault/<int:file_id>/objection", fault_acts.object_to, name="fault-objection"),
    path("tickets/<str:number>/appointments", appointments.show, name="ticket-appointments"),
    path("tickets/<str:number>/appointments/new", appointment_acts.book, name="ticket-appointment-new"),
    path(
        "tickets/<str:number>/appointments/<int:appointment_id>/consent",
        appointment_acts.consent,
        name="ticket-appointment-consent",
    ),
    path(
        "tickets/<str:number>/appointments/<int:appointment_id>/readiness/<int:item_id>",
        appointment_acts.attest,
        name="ticket-appointment-readiness",
    ),
    path(
        "tickets/<str:number>/appointments/<int:appointment_id>/move",
        appointment_acts.move,
        name="ticket-appointment-move",
    ),
    path(
        "tickets/<str:number>/appointments/<int:appointment_id>/cancellation",
        appointment_acts.cancel,
        name="ticket-appointment-cancellation",
    ),
    path("releases", releases.show, name="releases"),
    path("account", account.show, name="account"),
    path("account/<int:provider_id>/statement", statement.show, name="statement"),
    path("account/<int:provider_id>/statement.csv", statement.file, name="statement-file"),
    path("account/<int:provider_id>/packages", packages.show, name="packages"),
    path("account/<int:provider_id>/orders", packages.order, name="order"),
    path("invoices/", invoices.show, name="invoices"),
    path("invoices/<int:invoice_id>/", invoice.show, name="invoice"),
    path("invoices/<int:invoice_id>/documents/<slug:form>", invoice.document, name="invoice-document"),
    path("invoices/<int:invoice_id>/payment", paying.pay, name="invoice-payment"),
    path("invoices/<int:invoice_id>/fake/<str:notice>", paying.fake, name="invoice-fake"),
    path(
        "invoices/<int:invoice_id>/lines/<int:invoice_line_id>/dispute",
        disputing.dispute,
        name="invoice-dispute",
    ),
    path("disputes/<int:dispute_id>/withdrawal", disputing.withdraw, name="dispute-withdrawal"),
    path("payments/notices/<slug:port>", paying.notices, name="payment-notices"),
    path("status", status.own, name="status"),
    path("units/", units.show, name="units"),
    path("units/<int:unit_id>", unit.show, name="unit"),
    path("returns/", returns.index, name="returns"),
    path("returns/<int:return_id>", returns.show, name="return"),
    path("returns/<int:return_id>/label", returns.label, name="return-label"),
    path("returns/analyses/<int:analysis_id>", returns.analysis, name="fault-analysis"),
    path("changes/", changes.index, name="service-changes"),
    path("changes/new", changes.ask, name="service-change-new"),
    path("changes/<int:change_id>", changes.show, name="service-change"),
    path("changes/<int:change_id>/approval", change_acts.approve, name="service-change-approval"),
    path("changes/<int:change_id>/refusal", change_acts.refuse, name="service-change-refusal"),
    path("changes/<int:change_id>/withdrawal", change_acts.withdraw, name="service-change-withdrawal"),
    path("people", people.index, name="people"),
    path("agreements/", agreements.index, name="agreements"),
    path("agreements/<slug:slug>/<str:version>/", agreements.show, name="agreement"),
]
