"""A site that is not safe does not start, and says in plain words why."""

import json
import os
import secrets
import subprocess
import sys

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from config.guard import refuse_what_is_unsafe
from config.settings.database import parsed

GOOD = {
    "DATABASE_URL": "postgresql://khuyencong_app@127.0.0.1:1/khuyencong",
    "KHUYENCONG_SECRET_KEY": secrets.token_urlsafe(60),
    "KHUYENCONG_HOSTS": "khuyencong.example.vn, kc.example.vn",
    "KHUYENCONG_MAIL_FROM": "khuyencong@example.vn",
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
}
SHOWN = """
import json, django
django.setup()
from django.conf import settings
names = {names}
print(json.dumps({{name: getattr(settings, name) for name in names}}, default=str))
"""


def started(program="import django; django.setup()", **changes):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KHUYENCONG_", "DATABASE_", "DJANGO_"))}
    environment = {**kept, **GOOD, **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)


def settings_with(*names, **changes):
    answer = started(SHOWN.format(names=list(names)), **changes)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_a_safe_site_starts_without_asking_the_database():
    answer = started()

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    "missing", ["DATABASE_URL", "KHUYENCONG_SECRET_KEY", "KHUYENCONG_HOSTS", "KHUYENCONG_MAIL_FROM"]
)
def test_a_site_which_lacks_what_it_needs_says_which_variable(missing):
    answer = started(**{missing: None})

    assert answer.returncode != 0
    assert f"Thiếu biến môi trường {missing}" in answer.stderr


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"KHUYENCONG_SECRET_KEY": "short"}, "security.W009"),
        ({"KHUYENCONG_SECRET_KEY": "django-insecure-" + "x1y2z3" * 20}, "security.W009"),
        ({"KHUYENCONG_HSTS_SECONDS": "0"}, "security.W004"),
    ],
)
def test_a_site_on_which_the_deployment_checks_warn_does_not_start(change, check):
    answer = started(**change)

    assert answer.returncode != 0
    assert "Trang không khởi động vì cấu hình chưa an toàn" in answer.stderr
    assert check in answer.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("KHUYENCONG_MAIL_PORT", "mail", "phải là số nguyên"),
        ("KHUYENCONG_HSTS_SECONDS", "-1", "phải là số nguyên"),
        ("KHUYENCONG_MAIL_TLS", "yes", "phải là 1 (có) hoặc 0 (không)"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(name, value, words):
    answer = started(**{name: value})

    assert answer.returncode != 0
    assert words in answer.stderr
    assert name in answer.stderr


def test_the_site_is_served_over_https_and_knows_nothing_invented():
    found = settings_with(
        "DEBUG", "DEMO", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT"
    )

    assert found == {
        "DEBUG": False,
        "DEMO": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SECURE_SSL_REDIRECT": True,
    }


def test_hosts_and_origins_come_from_one_list():
    found = settings_with("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS")

    assert found["ALLOWED_HOSTS"] == ["khuyencong.example.vn", "kc.example.vn"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://khuyencong.example.vn", "https://kc.example.vn"]


def test_a_page_may_not_hold_the_database_longer_than_the_server_allows():
    found = settings_with("DATABASES", KHUYENCONG_STATEMENT_SECONDS="30")

    assert "statement_timeout=30000" in found["DATABASES"]["default"]["OPTIONS"]["options"]


def test_jobs_are_left_to_workers_and_reading_writes_no_session():
    found = settings_with("JOBS_IMMEDIATELY", "SESSION_SAVE_EVERY_REQUEST", "TEMPLATES")

    assert found["JOBS_IMMEDIATELY"] is False
    assert found["SESSION_SAVE_EVERY_REQUEST"] is False
    assert "cached.Loader" in json.dumps(found["TEMPLATES"])


def test_information_alone_refuses_nothing():
    refuse_what_is_unsafe([checks.Info("good to know", id="test.I001")])

    with pytest.raises(ImproperlyConfigured, match=r"test\.E001"):
        refuse_what_is_unsafe([checks.Error("bad", id="test.E001")])


def test_a_database_address_with_a_socket_is_understood():
    found = parsed("postgresql://khuyencong_app@/khuyencong?host=/run/postgresql")

    assert (found["HOST"], found["USER"], found["NAME"]) == ("/run/postgresql", "khuyencong_app", "khuyencong")
