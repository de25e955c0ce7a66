"""Addresses of planned work and outages."""

from django.urls import path

from uphold.desk.maintenance import index, outages, planning, show
from uphold.desk.maintenance.acts import ACTS, route_of

urlpatterns = [
    path("", index.index, name="maintenance"),
    path("new", planning.new, name="work-new"),
    path("<int:work_id>", show.show, name="work"),
    path("<int:work_id>/change", planning.change, name="work-change"),
    *(route_of(act) for act in ACTS),
    path("outages/new", outages.new, name="outage-new"),
    path("outages/<int:outage_id>", outages.show, name="outage"),
    path("outages/<int:outage_id>/updates", outages.update, name="outage-update"),
    path("outages/<int:outage_id>/end", outages.end, name="outage-end"),
    path("outages/<int:outage_id>/answer", outages.answer, name="outage-answer"),
    path("outages/<int:outage_id>/tickets/<str:number>", outages.link, name="outage-link"),
    path("outages/<int:outage_id>/tickets/<str:number>/removal", outages.unlink, name="outage-unlink"),
]
