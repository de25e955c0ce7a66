"""Refusals and mistakes as programs read them: `application/problem+json`, as RFC 9457 has it."""

import json
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

from uphold.kit import Refused
from uphold.ui.respond import STATUSES

CONTENT_TYPE = "application/problem+json"
UNKNOWN = "not_there"


class Problem(Schema):
    """`type` names the kind of refusal, `title` says it in words, `status` repeats the status."""

    type: str
    title: str
    status: int


def problem(code: str, title: str, *, status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    body = json.dumps({"type": f"urn:uphold:{code}", "title": title, "status": status})
    return HttpResponse(body, status=status, content_type=CONTENT_TYPE, headers=headers)


def unauthenticated() -> HttpResponse:
    headers = {"WWW-Authenticate": 'Bearer realm="uphold"'}
    return problem("token_missing", "Come with a token that is in force.", status=401, headers=headers)


def not_there() -> HttpResponse:
    return problem(UNKNOWN, "There is nothing here, or it is not for you.", status=404)


def not_allowed_method() -> HttpResponse:
    return problem("method", "This address takes other methods.", status=405)


def tell_problems(api: NinjaAPI) -> None:
    """Gives the framework our words for everything that it or a verb refuses; faults stay faults."""

    @api.exception_handler(Refused)
    def refused(_request: HttpRequest, refusal: Refused) -> HttpResponse:
        return problem(refusal.code, refusal.sentence, status=STATUSES[refusal.kind])

    @api.exception_handler(AuthenticationError)
    def without_token(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        return unauthenticated()

    @api.exception_handler(ValidationError)
    def malformed(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        named = ", ".join(sorted({str(each["loc"][-1]) for each in error.errors}))
        return problem("malformed", f"This cannot be read: {named}.", status=422)

    @api.exception_handler(Http404)
    def missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
        return not_there()
