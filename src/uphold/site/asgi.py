"""The ASGI door: `uphold.site.asgi:application`. It opens when everything is loaded; no visitor waits longer."""

import os

from django.core.asgi import get_asgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uphold.site.settings")

application = get_asgi_application()
resolve("/healthz")  # reads every route, and with them every view
