"""Every address of the face, with its need, in one table; what is not in it is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from ninja import NinjaAPI

from uphold.access import Permission
from uphold.api import standing
from uphold.api.door import ByToken, by_staff_session
from uphold.api.problems import Problem, not_allowed_method, not_there, tell_problems
from uphold.ui.page import PUBLIC, SIGNED_IN, Need, mark

GET = ("GET",)
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Route:
    """A view of this face: reading alone, by whoever has the right."""

    address: str
    name: str
    need: Permission
    view: Callable[..., object]
    answer: type
    summary: str


ROUTES = (
    Route(
        "/standing/{organisation}",
        "standing",
        Permission.STANDING_READ,
        standing.show,
        standing.StandingOut,
        "How a customer stands, and what late payment has suspended or may suspend",
    ),
)


def face() -> NinjaAPI:
    """The face with its routes, and its description, which no search engine and no stranger needs to read."""
    api = NinjaAPI(title="Uphold", version=VERSION, docs_url=None, openapi_url=None, urls_namespace="api")
    tell_problems(api)
    for route in ROUTES:
        api.default_router.add_api_operation(
            route.address,
            [*GET],
            route.view,
            auth=ByToken(route.need),
            response={200: route.answer, 401: Problem, 403: Problem, 404: Problem, 422: Problem},
            url_name=route.name,
            operation_id=route.name,
            summary=route.summary,
        )

    def describe(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - every view takes the request
        return dict(api.get_openapi_schema(path_prefix=reverse("api:root")))

    api.default_router.add_api_operation(
        "/openapi.json",
        [*GET],
        describe,
        auth=[ByToken(), by_staff_session],
        url_name="openapi",
        include_in_schema=False,
    )
    return api


def addresses() -> list[URLPattern]:
    """The framework's patterns, each with its need on its view, and one for whatever is not there."""
    needs: dict[str, Need] = {route.name: route.need for route in ROUTES} | {"openapi": SIGNED_IN}
    patterns, _, _ = face().urls
    known = [each for each in patterns if isinstance(each, URLPattern) and each.name in needs]
    for pattern in known:
        pattern.callback = mark(sealed(pattern.callback), need=needs[str(pattern.name)], methods=GET)
    elsewhere = mark(missing, need=PUBLIC, methods=GET)
    return [*known, path("", elsewhere, name="root"), path("<path:address>", elsewhere, name="missing")]


def sealed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Kept by no cache; and a wrong method is told as everything else is."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = not_allowed_method()
        response["Cache-Control"] = "no-store"
        return response

    return answer


def missing(_request: HttpRequest, address: str = "") -> HttpResponseBase:  # noqa: ARG001 - it leads nowhere
    return not_there()


app_name = "api"
urlpatterns = addresses()
