"""The room as Django knows it."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "uphold.webhooks"
    label = "webhooks"
