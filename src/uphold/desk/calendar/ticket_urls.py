"""Addresses of a ticket's appointments."""

from django.urls import path

from uphold.desk.calendar import ticket_acts as acts
from uphold.desk.calendar import ticket_page as page

urlpatterns = [
    path("", page.show, name="ticket-appointments"),
    path("/<int:appointment_id>/price", acts.price, name="ticket-appointment-price"),
    path("/<int:appointment_id>/consent", acts.consent, name="ticket-appointment-consent"),
    path("/<int:appointment_id>/move", acts.move, name="ticket-appointment-move"),
    path("/<int:appointment_id>/cancellation", acts.cancel, name="ticket-appointment-cancellation"),
    path("/<int:appointment_id>/end", acts.end, name="ticket-appointment-end"),
    path("/<int:appointment_id>/no-show", acts.miss, name="ticket-appointment-no-show"),
    path("/<int:appointment_id>/readiness", acts.ask, name="ticket-appointment-readiness"),
    path(
        "/<int:appointment_id>/readiness/<int:item_id>",
        acts.attest,
        name="ticket-appointment-readiness-item",
    ),
    path(
        "/<int:appointment_id>/readiness/<int:item_id>/waiver", acts.waive, name="ticket-appointment-waiver"
    ),
]
