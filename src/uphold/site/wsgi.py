"""The WSGI door: `uphold.site.wsgi:application`. It opens when everything is loaded; no visitor waits longer."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uphold.site.settings")

application = get_wsgi_application()
resolve("/healthz")  # reads every route, and with them every view
