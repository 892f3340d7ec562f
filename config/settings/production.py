"""
The site where people work. Everything comes from the environment; `docs/how-to/production.md` has the list.

A process with these settings does not start when Django's deployment checks have anything to say.
"""

import os
from pathlib import Path

from config.settings import environment as env

env.required("DATABASE_URL", "địa chỉ PostgreSQL, ví dụ postgresql://khuyencong_app:mật-khẩu@127.0.0.1/khuyencong")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATABASES, INSTALLED_APPS, VAR_DIR, logs  # noqa: E402

SECRET_KEY = env.required("KHUYENCONG_SECRET_KEY", "chuỗi ngẫu nhiên dài ít nhất 50 ký tự, giữ kín")
SECRET_KEY_FALLBACKS = env.words("KHUYENCONG_OLD_SECRET_KEYS")
env.required("KHUYENCONG_HOSTS", "tên miền của trang, cách nhau bằng dấu phẩy")
ALLOWED_HOSTS = env.words("KHUYENCONG_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]
DEBUG = False
DEMO = False
INSTALLED_APPS = [*INSTALLED_APPS, "config.guard.Guard"]

_DATA = Path(os.environ.get("KHUYENCONG_DATA", VAR_DIR))
MEDIA_ROOT = _DATA / "files"
STATIC_ROOT = _DATA / "static"
ANCHORS_DIR = Path(os.environ.get("KHUYENCONG_ANCHORS", _DATA / "anchors"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

_MILLISECONDS = 1000 * env.number("KHUYENCONG_STATEMENT_SECONDS", 0)
"""The web server sets 30; a worker has no limit, because its jobs have one of their own."""
DATABASES["default"]["CONN_MAX_AGE"] = env.number("KHUYENCONG_CONNECTION_SECONDS", 600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": "5",
    "application_name": "khuyencong",
    **DATABASES["default"]["OPTIONS"],
}
if _MILLISECONDS:
    DATABASES["default"]["OPTIONS"]["options"] = f"-c statement_timeout={_MILLISECONDS} -c lock_timeout=10000"

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("KHUYENCONG_HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("KHUYENCONG_MAIL_HOST", "localhost")
EMAIL_PORT = env.number("KHUYENCONG_MAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("KHUYENCONG_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KHUYENCONG_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.yes("KHUYENCONG_MAIL_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.required("KHUYENCONG_MAIL_FROM", "địa chỉ thư điện tử của người gửi")

LOGGING = logs.configured(as_json=True)
