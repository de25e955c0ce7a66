"""The links of the request chain that are ours."""

import secrets
import time
from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from structlog.contextvars import bound_contextvars

Answer = Callable[[HttpRequest], HttpResponseBase]
SLOW_SECONDS = 1.0

log = structlog.get_logger("uphold.requests")


def log_request(answer: Answer) -> Answer:
    """Gives each request a name that its log lines and its response carry; tells of slow and failed ones.

    By their route: an address may hold a token that opens an account.
    """

    def logged(request: HttpRequest) -> HttpResponseBase:
        name = secrets.token_hex(6)
        with bound_contextvars(request=name):
            began_at = time.perf_counter()
            response = answer(request)
            seconds = time.perf_counter() - began_at
            if seconds > SLOW_SECONDS or response.status_code >= 500:
                log.warning(
                    "answered",
                    method=request.method,
                    route=request.resolver_match.route if request.resolver_match else "",
                    status=response.status_code,
                    milliseconds=round(seconds * 1000),
                )
        response["X-Request-Id"] = name
        return response

    return logged


def refuse_nul(answer: Answer) -> Answer:
    """Refuses an address with the character NUL: no text of ours holds it, and PostgreSQL cannot store it.

    Forms refuse it by themselves.
    """

    def read(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META["QUERY_STRING"]:
            raise BadRequest("NUL in an address")
        return answer(request)

    return read
