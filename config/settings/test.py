"""Needs nothing from the environment."""

import os

os.environ.setdefault("KHUYENCONG_DATABASE_ROLE", "owner")

from config.settings.base import *  # noqa: F403

SECRET_KEY = "not-a-secret-only-for-tests"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DEMO = True
JOBS_IMMEDIATELY = True
WHITENOISE_AUTOREFRESH = True
