"""Two questions of a load balancer: does the process live, and can it serve?"""

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse

from uphold.ui.page import PUBLIC, page


@page(need=PUBLIC)
def is_alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes the request
    return HttpResponse("alive\n", content_type="text/plain")


@page(need=PUBLIC)
def is_ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes the request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")
