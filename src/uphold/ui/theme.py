"""The reader's choice of light or dark: a cookie, because it belongs to the screen, not to the account."""

from django.http import HttpRequest, HttpResponse

from uphold.ui.page import PUBLIC, page
from uphold.ui.respond import changed

YEAR_SECONDS = 365 * 24 * 60 * 60


@page(need=PUBLIC, methods=["POST"])
def change(request: HttpRequest) -> HttpResponse:
    response = changed(request, "", {})
    chosen = request.POST.get("theme", "")
    if chosen in {"light", "dark"}:
        response.set_cookie(
            "theme", chosen, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure(), httponly=False
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
