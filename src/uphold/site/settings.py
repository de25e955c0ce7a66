"""Every setting of the site, in one file. What differs between machines comes from the environment.

docs/running.md names each variable; a test compares the two. A missing or malformed one stops the start.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from uphold.kit import environment
from uphold.kit.folder import data_folder
from uphold.kit.keys import signing_key
from uphold.kit.postgres import database_address
from uphold.site.logs import log_settings
from uphold.site.mail import read_mail_url

PACKAGE = Path(__file__).resolve().parent.parent

# --- where we are -----------------------------------------------------------------------------------------

PUBLIC_ADDRESS = environment.text("UPHOLD_ADDRESS", "http://127.0.0.1:8000")
IS_ENCRYPTED = urlsplit(PUBLIC_ADDRESS).scheme == "https"
ALLOWED_HOSTS = [urlsplit(PUBLIC_ADDRESS).hostname or "", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
DEBUG = False
ROOT_URLCONF = "uphold.site.urls"
ASGI_APPLICATION = "uphold.site.asgi.application"
WSGI_APPLICATION = "uphold.site.wsgi.application"

# --- secrets ----------------------------------------------------------------------------------------------

SECRET_KEY = signing_key()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- the house --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "uphold.journal",
    "uphold.files",
    "uphold.people",
    "uphold.agreements",
    "uphold.credits",
    "uphold.products",
    "uphold.standing",
    "uphold.tickets",
    "uphold.problems",
    "uphold.scheduling",
    "uphold.hardware",
    "uphold.maintenance",
    "uphold.service_changes",
    "uphold.oncall",
    "uphold.metering",
    "uphold.billing",
    "uphold.mail",
    "uphold.webhooks",
    "uphold.notices",
    "uphold.reports",
    "uphold.ui",
    "uphold.site",
]

MIDDLEWARE = [
    "uphold.site.middleware.log_request",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "uphold.site.static.ServeFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "uphold.site.middleware.refuse_nul",
    # The innermost knows no async: so the whole chain runs in one thread instead of hopping for each link.
    "uphold.people.middleware.know_actor",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / face / "templates" for face in ("ui", "desk", "portal", "site")],
        "OPTIONS": {"environment": "uphold.ui.jinja.environment"},
    },
    {  # only for the sign-in pages of allauth
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "DIRS": [PACKAGE / "ui" / "sign_in"],  # not "templates": the other engine would read those first
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- storage ----------------------------------------------------------------------------------------------

DATABASES = {"default": database_address().as_django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"},
}

STATIC_URL = "static/"
STATIC_ROOT = data_folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "uphold.site.static.HashedFiles"},
}

# --- jobs -------------------------------------------------------------------------------------------------

PROCRASTINATE_IMPORT_PATHS = ["uphold.worker.tasks"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

# --- sign-in ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "uphold.site.sign_in.SignIn"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited to an address; they never sign up by themselves
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("UPHOLD_PROXIES", 0)  # else all who guess are one address
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a new password or second factor is told to whoever it belongs to
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a reset asked for a stranger sends nobody a mail
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Uphold"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever accepted an invitation has shown that the address is his

# --- safety of pages --------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "uphold.ui.errors.stale"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_ENCRYPTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_ENCRYPTED
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_ENCRYPTED else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_ENCRYPTED
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- words and time ---------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]

# --- payments ---------------------------------------------------------------------------------------------

PAYMENTS = environment.choice("UPHOLD_PAYMENTS", ("none", "fake", "stripe"), "none")
_is_stripe = PAYMENTS == "stripe"
STRIPE_KEY = environment.text("UPHOLD_STRIPE_KEY", None if _is_stripe else "unused")
STRIPE_NOTICE_SECRET = environment.text("UPHOLD_STRIPE_NOTICE_SECRET", None if _is_stripe else "unused")

# --- mail and logs ----------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("UPHOLD_MAIL_FROM", "Uphold <desk@localhost>")
_mail = read_mail_url(environment.optional("UPHOLD_MAIL_URL"))
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _mail.backend, _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starts_tls, _mail.is_tls
EMAIL_TIMEOUT = 20
FILE_BYTES = environment.number("UPHOLD_FILE_MEGABYTES", 25) << 20
PAGING = environment.choice("UPHOLD_PAGING", ("apprise", "none"), "apprise")
WEBHOOKS_PRIVATE = environment.choice("UPHOLD_WEBHOOKS_PRIVATE", ("no", "yes"), "no") == "yes"
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = log_settings(style=environment.choice("UPHOLD_LOG", ("text", "json"), "text"))
