"""The pages that Django asks for when no view can answer: alike in looks, and of few words."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from uphold.ui.page import PUBLIC, page
from uphold.ui.respond import shown


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return _said(request, gettext("There is no such page."), kind="missing", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return _said(request, gettext("This is not open to you."), kind="forbidden", status=403)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return _said(request, gettext("The desk could not read this request."), kind="invalid", status=400)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that the fault is ours. It stands on the plain document, so that it cannot fail in turn."""
    return HttpResponse(_plain(gettext("Something broke on our side. It is on record.")), status=500)


@page(need=PUBLIC, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def stale(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a form's token is of another session (Django's CSRF_FAILURE_VIEW)."""
    return _said(request, gettext("This page was open for too long to be sent."), kind="stale", status=403)


def _said(request: HttpRequest, sentence: str, *, kind: str, status: int) -> HttpResponse:
    values = {"sentence": sentence, "kind": kind, "status": status, "clause": None}
    return shown(request, "ui/refused.html", values, status=status)


def _plain(sentence: str) -> str:
    way = gettext("Go back and try again.")
    return f'<!doctype html><meta charset="utf-8"><title>Uphold</title><h1>{sentence}</h1><p>{way}</p>'
