"""Addresses of the desk."""

from django.urls import include, path, register_converter

from uphold.desk.finding import palette, search
from uphold.desk.notices import page as notices
from uphold.desk.queue import page as queue
from uphold.desk.tickets import timing
from uphold.tickets.queries import View


class ViewConverter:
    """A saved view by its name; others are no addresses of the desk."""

    regex = "|".join(view.value for view in View)

    def to_python(self, value: str) -> View:
        return View(value)

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(ViewConverter, "view")

app_name = "desk"

urlpatterns = [
    path("", queue.show, name="queue"),
    path("queue/<view:view>", queue.show, name="queue"),
    path("queue/<view:view>/news", queue.news, name="queue-news"),
    path("search", search.show, name="search"),
    path("palette", palette.show, name="palette"),
    path("notices", notices.show, name="notices"),
    path("notices/read", notices.read, name="notices-read"),
    path("accounts/", include("uphold.desk.accounts.urls")),
    path("agreements/", include("uphold.desk.agreements.urls")),
    path("administration/", include("uphold.desk.administration.urls")),
    path("billing/", include("uphold.desk.billing.urls")),
    path("bugs/", include("uphold.desk.bugs.urls")),
    path("releases/", include("uphold.desk.releases.urls")),
    path("calendar/", include("uphold.desk.calendar.urls")),
    path("changes/", include("uphold.desk.changes.urls")),
    path("installed-base/", include("uphold.desk.products.urls")),
    path("maintenance/", include("uphold.desk.maintenance.urls")),
    path("oncall/", include("uphold.desk.oncall.urls")),
    path("reports/", include("uphold.desk.reports.urls")),
    path("returns/", include("uphold.desk.returns.urls")),
    path("tickets/<str:number>/appointments", include("uphold.desk.calendar.ticket_urls")),
    path("tickets/<str:number>/hardware/", include("uphold.desk.returns.ticket_urls")),
    path("tickets/", include("uphold.desk.tickets.urls")),
    path("timer", timing.stop, name="timer"),
    path("timer/bar", timing.bar, name="timer-bar"),
    path("timer/presence", timing.go_on, name="timer-presence"),
    path("timer/discard", timing.throw_away, name="timer-discard"),
]
