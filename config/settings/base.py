"""Settings common to every place. What differs between places stands in test, dev and production."""

from pathlib import Path

from config.settings import database, languages
from config.settings.accounts import *  # noqa: F403
from khuyencong.core import logs

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
PACKAGE_DIR = BASE_DIR / "khuyencong"

INSTALLED_APPS = [
    "khuyencong.core",
    "khuyencong.audit",
    "khuyencong.accounts",
    "khuyencong.files",
    "khuyencong.documents",
    "khuyencong.directory",
    "khuyencong.policy",
    "khuyencong.work",
    "khuyencong.planning",
    "khuyencong.demo",
    "khuyencong.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "khuyencong.web.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "khuyencong.web.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "khuyencong.accounts.middleware.SessionsEndWhenIdle",
    "khuyencong.accounts.middleware.StaffMustHaveSecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "khuyencong.web.middleware.TypedTextOnly",
    "khuyencong.web.middleware.ReadOnlyGet",
    "khuyencong.web.middleware.ReadableRefusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

_LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PACKAGE_DIR.glob("web/*/templates")),
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _LOADERS)])],
            "builtins": ["template_partials.templatetags.partials", "khuyencong.web.templatetags.khuyencong"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "khuyencong.web.context.frame",
            ],
        },
    },
]
FORM_RENDERER = "khuyencong.web.forms.Renderer"

DATABASES = database.configured(VAR_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = languages.LANGUAGES
LOCALE_PATHS = languages.locale_paths(PACKAGE_DIR)
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
ASSETS_DIR = VAR_DIR / "assets"
ASSETS_DIR.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [PACKAGE_DIR / "web" / "static", ASSETS_DIR]
MEDIA_ROOT = VAR_DIR / "files"
ANCHORS_DIR = VAR_DIR / "anchors"
"""Where the newest hash of each audit chain is written down every day; best on another machine's disk."""

LOGGING = logs.configured(as_json=False)

JOBS_IMMEDIATELY = False
"""Do each job where it is asked for, without a worker: for tests and for very small sites."""

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

BOUNDARY_FILE = None
"""A GeoJSON of provinces for the map; without it the tile map of 34 provinces is drawn."""
