"""The room as Django knows it."""

from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "uphold.problems"
    label = "problems"
