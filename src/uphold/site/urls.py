"""Every address of the site. Routes of third parties stand in one list, with the reason why they may."""

from django.urls import include, path

from uphold.desk.calendar import feeds
from uphold.desk.oncall import link
from uphold.portal import consent, invitation
from uphold.portal.status import pages as status
from uphold.site import health, sign_in, start
from uphold.ui import patterns

THIRD_PARTY_ROUTES = {
    "account/": "sign-in, sign-out, password and second factor are allauth's; it guards its own views",
}

handler400 = "uphold.ui.errors.malformed"
handler403 = "uphold.ui.errors.forbidden"
handler404 = "uphold.ui.errors.missing"
handler500 = "uphold.ui.errors.broken"

urlpatterns = [
    path("", start.show, name="start"),
    path("healthz", health.is_alive, name="healthz"),
    path("readyz", health.is_ready, name="readyz"),
    path("account/email/", sign_in.addresses, name="addresses"),
    path("account/", include("allauth.urls")),
    path("desk/", include("uphold.desk.urls")),
    path("portal/", include("uphold.portal.urls")),
    path("api/v1/", include("uphold.api.routes")),
    path("invitation/<str:token>", invitation.accept, name="invitation"),
    path("consent/<str:token>", consent.answer, name="consent"),
    path("page/<str:token>", link.answer, name="page"),
    path("calendars/<str:token>.ics", feeds.feed, name="calendar-feed"),
    path("status/<slug:slug>", status.public, name="public-status"),
    path("patterns", patterns.show, name="patterns"),
    path("ui/", include("uphold.ui.urls")),
]
