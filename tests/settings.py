"""The site's settings as tests need them: read with the variables of a throw-away folder, then made quick.

The database server of that folder is started by tests/conftest.py, when a test first asks for the database.
"""

import atexit
import os
import shutil
import tempfile
from importlib import import_module
from pathlib import Path

from uphold.kit.keys import make_keys

FOLDER = Path(tempfile.mkdtemp(prefix="uphold-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("UPHOLD_") and name != "UPHOLD_POSTGRES"]:
    del os.environ[name]
os.environ["UPHOLD_DATA"] = str(FOLDER)
make_keys(FOLDER)

site = import_module("uphold.site.settings")
globals().update({name: value for name, value in vars(site).items() if name.isupper()})

DATABASES = {"default": {**site.DATABASES["default"], "OPTIONS": {}}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **site.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PAGING = "none"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
