"""Addresses of the agreement pages."""

from django.urls import path

from uphold.desk.agreements import asking, drafts, reading

urlpatterns = [
    path("", reading.index, name="agreements"),
    path("new", drafts.new, name="agreement-draft"),
    path("drafts", drafts.create, name="agreement-drafts"),
    path("findings", drafts.check, name="agreement-check"),
    path("<slug:slug>/<str:version>/", reading.show, name="agreement"),
    path("<slug:slug>/<str:version>/report", reading.report, name="agreement-report"),
    path("<slug:slug>/<str:version>/ask", asking.ask, name="agreement-ask"),
    path("<slug:slug>/<str:version>/edit", drafts.edit, name="agreement-edit"),
    path("<slug:slug>/<str:version>/publication", drafts.publish, name="agreement-publication"),
    path("<slug:slug>/<str:version>/discard", drafts.discard, name="agreement-discard"),
]
