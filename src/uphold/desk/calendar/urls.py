"""Addresses of the calendar."""

from django.urls import path

from uphold.desk.calendar import feeds, page, schedule

urlpatterns = [
    path("", page.show, name="calendar"),
    path("schedule", schedule.show, name="calendar-schedule"),
    path("windows/new", schedule.open_new, name="calendar-window-new"),
    path("windows/<int:window_id>/end", schedule.end, name="calendar-window-end"),
    path("absences/new", schedule.note, name="calendar-absence-new"),
    path("absences/<int:absence_id>/withdrawal", schedule.withdraw, name="calendar-absence-withdrawal"),
    path("feeds", feeds.index, name="calendar-feeds"),
    path("feeds/new", feeds.make, name="calendar-feed-new"),
    path("feeds/<int:feed_id>/revocation", feeds.revoke, name="calendar-feed-revocation"),
]
