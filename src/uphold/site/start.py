"""The first page after signing in, until a face takes its place."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from uphold.ui.page import PUBLIC, page


@page(need=PUBLIC)
def show(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    return render(request, "site/start.html", {"name": request.user.get_username()})
