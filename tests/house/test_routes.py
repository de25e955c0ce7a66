"""Every route declares who may come, or stands in the list of third parties with its reason."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from uphold.site.urls import THIRD_PARTY_ROUTES
from uphold.ui.page import need_of


def test_every_route_declares_who_may_come() -> None:
    undeclared = [
        route
        for route, view in routes(get_resolver().url_patterns)
        if need_of(view) is None and not route.startswith(tuple(THIRD_PARTY_ROUTES))
    ]

    assert undeclared == []


def test_every_third_party_in_the_list_has_routes_and_a_reason() -> None:
    known = [route for route, _ in routes(get_resolver().url_patterns)]

    unused = [prefix for prefix in THIRD_PARTY_ROUTES if not any(route.startswith(prefix) for route in known)]

    assert unused == []
    assert all(THIRD_PARTY_ROUTES.values())


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern.callback
