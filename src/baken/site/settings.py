"""Django's settings, derived from the list in ``environment``; nothing else is read."""

import contextlib
import os
import secrets
from pathlib import Path

from baken.catalogue.accounts import LOG_IN
from baken.site import environment, logs
from baken.site.database import django_parameters
from baken.site.organisation_log_in import organisation_in

VALUES = environment.read()
HOME = environment.home_folder(VALUES)
SITE = Path(__file__).resolve().parent


def _key(setting: str, name: str) -> str:
    """Return the key that is set, or the one made once in the home of this install."""
    if VALUES[setting]:
        return VALUES[setting]
    path = HOME / name
    HOME.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Whole or not at all, and of two processes that start together one wins.
        made = HOME / f".{name}-{secrets.token_hex(8)}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text()


SECRET_KEY = _key("BAKEN_SECRET_KEY", "secret-key")
# Seals what must stay readable when the key of the sessions is changed.
BAKEN_SEAL_KEY = _key("BAKEN_SEAL_KEY", "seal-key")
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in VALUES["BAKEN_ALLOWED_HOSTS"].split(",")]
ROOT_URLCONF = "baken.site.urls"
WSGI_APPLICATION = "baken.site.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "baken.foundation.places",
    "baken.foundation.partners",
    "baken.foundation.stewardship",
    "baken.foundation.jobs",
    "baken.foundation.intake",
    "baken.records.indicators",
    "baken.records.participation",
    "baken.records.plans",
    "baken.records.publications",
    "baken.records.alarms",
    "baken.records.escalations",
    "baken.records.capacities",
    "baken.records.remarks",
    "baken.records.accounts",
    "baken.records.registrations",
    "baken.records.statements",
    "baken.records.neighbourhood_plans",
    "baken.records.sightings",
    "baken.records.meetings",
    "baken.records.watches",
    "baken.records.uploads",
    "baken.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "baken.site.middleware.security_headers",
    "baken.site.middleware.request_log",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "baken.site.session_limits.session_limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "baken.site.middleware.tenant_scope",
    "baken.site.middleware.second_factor",
    "baken.site.middleware.route_permission",
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **django_parameters(VALUES),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_FAILURE_VIEW = "baken.site.failures.stale_form"
AUTH_USER_MODEL = "partners.Person"
AUTHENTICATION_BACKENDS = ["baken.foundation.partners.log_in.PeopleBackend"]
LOGIN_URL = "log-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            SITE / "templates",
            *sorted((SITE.parent / "desks").glob("*/templates")),
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "baken.site.presentation.page_context",
            ],
            "libraries": {"baken_numbers": "baken.site.template_tags"},
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    }
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [SITE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = VALUES["BAKEN_TIME_ZONE"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = None  # served from the source by its finder; there is nothing to collect
STATICFILES_DIRS = [SITE / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Vendored files carry their version in their path, so a browser may keep them for good.
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/vendor/"

UPLOADS_FOLDER = HOME / "uploads"
LARGEST_UPLOAD = environment.whole_number(VALUES, "BAKEN_LARGEST_UPLOAD") * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = UPLOADS_FOLDER / "arriving"  # on the disk where uploads are kept
FILE_UPLOAD_HANDLERS = ["baken.site.upload_handler.StreamedUpload"]
DATA_UPLOAD_MAX_NUMBER_FILES = 50

HTTPS = environment.switched_on(VALUES, "BAKEN_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "baken.foundation.partners.sessions"
SESSION_COOKIE_AGE = LOG_IN.longest_session_hours * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:
    # A browser takes these names from this very host only, over HTTPS, for the whole site.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # The server itself speaks no TLS: the proxy says how it was asked, or nobody gets past the
    # redirect to https, and links in the open API would be of http.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

ORGANISATION_LOG_IN = organisation_in(VALUES)
BAKEN_PROXIES = int(VALUES["BAKEN_PROXIES"])
BAKEN_DEMO = environment.switched_on(VALUES, "BAKEN_DEMO")
BAKEN_PUBLIC_SITE = environment.switched_on(VALUES, "BAKEN_PUBLIC_SITE")
BAKEN_MUNICIPALITIES = tuple(VALUES["BAKEN_MUNICIPALITIES"].split(","))
BAKEN_SITE_NAME = VALUES["BAKEN_SITE_NAME"]
BAKEN_PUBLISHER = VALUES["BAKEN_PUBLISHER"]
BAKEN_CONTACT = VALUES["BAKEN_CONTACT"]
BAKEN_ANCHORS = environment.anchors_folder(VALUES)
BAKEN_LOGO = VALUES["BAKEN_LOGO"]
BAKEN_THEME_CSS = VALUES["BAKEN_THEME_CSS"]

LOGGING_CONFIG = None
logs.configure(VALUES["BAKEN_LOG_LEVEL"])
