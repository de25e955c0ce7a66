"""Addresses of the portal."""

from django.urls import path

from uphold.portal import people
from uphold.portal.account import packages, statement
from uphold.portal.account import page as account
from uphold.portal.agreements import pages as agreements
from uphold.portal.tickets import acts, fault_acts, opening, page, tickets

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
    path("tickets/<str:number>/evidence", acts.bring, name="ticket-evidence"),
    path("tickets/<str:number>/escalation", acts.escalate, name="ticket-escalation"),
    path("tickets/<str:number>/consent", acts.consent, name="ticket-consent"),
    path("tickets/<str:number>/choice", acts.choose, name="ticket-choice"),
    path("tickets/<str:number>/reopening", acts.reopen, name="ticket-reopening"),
    path("tickets/<str:number>/fault/<int:file_id>/evidence", fault_acts.bring, name="fault-evidence"),
    path("tickets/<str:number>/fault/<int:file_id>/acceptance", fault_acts.accept, name="fault-acceptance"),
    path("tickets/<str:number>/fault/<int:file_id>/objection", fault_acts.object_to, name="fault-objection"),
    path("account", account.show, name="account"),
    path("account/<int:provider_id>/statement", statement.show, name="statement"),
    path("account/<int:provider_id>/packages", packages.show, name="packages"),
    path("account/<int:provider_id>/orders", packages.order, name="order"),
    path("people", people.index, name="people"),
    path("agreements/", agreements.index, name="agreements"),
    path("agreements/<slug:slug>/<str:version>/", agreements.show, name="agreement"),
]
