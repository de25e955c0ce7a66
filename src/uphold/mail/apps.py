"""The room as Django knows it."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "uphold.mail"
    label = "mail"
