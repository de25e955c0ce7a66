"""Addresses of the evaluation of a ticket's unit."""

from django.urls import path

from uphold.desk.returns import evaluating

urlpatterns = [
    path("", evaluating.show, name="ticket-hardware"),
    path("evaluations", evaluating.begin, name="ticket-evaluations"),
    path("evaluations/<int:evaluation_id>/steps/<int:place>", evaluating.step, name="evaluation-step"),
    path("evaluations/<int:evaluation_id>/verdict", evaluating.decide, name="evaluation-verdict"),
    path("evaluations/<int:evaluation_id>/analysis", evaluating.issue, name="evaluation-analysis"),
    path("return", evaluating.authorise, name="ticket-return"),
]
