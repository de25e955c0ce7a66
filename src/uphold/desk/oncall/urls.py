"""Addresses of who is on call."""

from django.urls import path

from uphold.desk.oncall import calls, exceptions, index, rotas, ways
from uphold.desk.oncall import path as steps

urlpatterns = [
    path("", index.index, name="oncall"),
    path("calls", calls.index, name="calls"),
    path("pages/<int:page_id>/taking", index.take, name="page-taking"),
    path("rotas/of/<int:provider_id>", rotas.new, name="rota-new"),
    path("rotas/<int:rota_id>", rotas.show, name="rota"),
    path("rotas/<int:rota_id>/change", rotas.change, name="rota-change"),
    path("rotas/<int:rota_id>/retirement", rotas.retire, name="rota-retirement"),
    path("rotas/<int:rota_id>/notes", rotas.leave, name="rota-notes"),
    path("rotas/<int:rota_id>/exceptions", exceptions.new, name="override-new"),
    path("exceptions/<int:override_id>/withdrawal", exceptions.withdraw, name="override-withdrawal"),
    path("path", steps.index, name="oncall-path"),
    path("path/<slug:slug>/<int:step>", steps.change, name="path-step"),
    path("ways", ways.index, name="ways"),
    path("ways/new", ways.new, name="way-new"),
    path("ways/<int:way_id>/try", ways.attempt, name="way-try"),
    path("ways/<int:way_id>/removal", ways.remove, name="way-removal"),
]
