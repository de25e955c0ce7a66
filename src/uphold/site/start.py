"""The first page after signing in: staff go to the desk, customers to the portal."""

from typing import cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from uphold.ui.page import PUBLIC, PageRequest, page
from uphold.ui.respond import shown


@page(need=PUBLIC)
def show(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if cast("PageRequest", request).actor.is_staff:
        return redirect("desk:queue")
    if cast("PageRequest", request).actor.is_contact:
        return redirect("portal:tickets")
    return shown(request, "site/start.html", {"name": request.user.get_username()})
