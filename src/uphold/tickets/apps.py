"""The room as Django knows it."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "uphold.tickets"
    label = "tickets"
