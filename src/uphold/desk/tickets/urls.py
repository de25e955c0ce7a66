"""Addresses of tickets and of what can be done to them."""

from django.urls import path

from uphold.desk.tickets import decisions, files, page, why
from uphold.desk.tickets.acts import correction, fault, option, reversal
from uphold.desk.tickets.acts.known import ACTS
from uphold.desk.tickets.acts.view import route_of
from uphold.desk.tickets.minutes import page as minutes
from uphold.desk.tickets.opening import page as opening

urlpatterns = [
    path("new", opening.choose, name="ticket-new"),
    path("new/<int:provider_id>/<int:organisation_id>", opening.create, name="ticket-new-for"),
    path("new/<int:provider_id>/<int:organisation_id>/preview", opening.preview, name="ticket-new-preview"),
    path("<str:number>", page.show, name="ticket"),
    path("<str:number>/news", page.news, name="ticket-news"),
    path("<str:number>/messages", page.answer, name="ticket-messages"),
    path("<str:number>/files/<int:attachment_id>", files.fetch, name="ticket-file"),
    path("<str:number>/decisions", decisions.show, name="ticket-decisions"),
    path("<str:number>/why/<slug:metric>/<int:cycle>", why.show, name="ticket-why"),
    path("<str:number>/options/<slug:kind>/<int:line>", option.take, name="ticket-option"),
    path("<str:number>/minutes", minutes.show, name="ticket-minutes"),
    path("<str:number>/minutes/<int:entry_id>/correction", correction.correct, name="ticket-work-correction"),
    path("<str:number>/minutes/<int:entry_id>/reversal", reversal.take_back, name="ticket-work-reversal"),
    path("<str:number>/faults/<int:file_id>/evidence", fault.evidence, name="ticket-fault-evidence"),
    path("<str:number>/faults/<int:file_id>/proposal", fault.proposal, name="ticket-fault-proposal"),
    path("<str:number>/faults/<int:file_id>/decision", fault.decision, name="ticket-fault-decision"),
    *(route_of(act) for act in ACTS),
]
