"""Which database: the server DATABASE_URL names, or our own embedded one."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def configured(var: Path) -> dict[str, dict[str, Any]]:
    """
    The databases of this process, as Django wants them.

    The site works as a role that owns no table, so that it cannot switch the audit's triggers off. Commands that
    change the schema set KHUYENCONG_DATABASE_ROLE=owner for their own process.
    """
    url = os.environ.get("DATABASE_URL")
    if url and os.environ.get("KHUYENCONG_DATABASE_ROLE") == "owner":
        url = os.environ.get("DATABASE_OWNER_URL", url)
    if not url:
        from khuyencong.core import postgres

        role = "khuyencong_owner" if os.environ.get("KHUYENCONG_DATABASE_ROLE") == "owner" else "khuyencong_app"
        server = postgres.ensure_running(var)
        postgres.prepare(server)
        url = server.url(role, postgres.DATABASE)
    return {"default": parsed(url)}


def parsed(url: str) -> dict[str, Any]:
    """A PostgreSQL URL as Django's settings for one database."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "khuyencong",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
        "TEST": {"NAME": os.environ.get("TEST_DATABASE_NAME", "test_khuyencong")},
    }
