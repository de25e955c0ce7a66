"""Addresses of the floor itself: the theme, the live stream, and every component on show."""

from django.urls import path

from uphold.ui import live, patterns, theme

app_name = "ui"

urlpatterns = [
    path("theme", theme.change, name="theme"),
    path("live", live.stream, name="live"),
    path("patterns", patterns.show, name="patterns"),
    path("patterns/queue", patterns.queue, name="patterns-queue"),
    path("patterns/ticket", patterns.ticket, name="patterns-ticket"),
    path("patterns/news", patterns.news, name="patterns-news"),
    path("patterns/hits", patterns.hits, name="patterns-hits"),
]
