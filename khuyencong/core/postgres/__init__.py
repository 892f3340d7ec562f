"""
The embedded PostgreSQL: the small server of a machine where ``DATABASE_URL`` names none.

``base`` is a folder of ours (``var/``); the data stand in ``base/postgres``, or where ``base/postgres-location`` says.
"""

from khuyencong.core.postgres.errors import PostgresUnavailable
from khuyencong.core.postgres.lifecycle import ensure_running, status, stop
from khuyencong.core.postgres.roles import APP, DATABASE, OWNER, grant_app, prepare
from khuyencong.core.postgres.server import SUPERUSER, Server, Status

__all__ = [
    "APP",
    "DATABASE",
    "OWNER",
    "SUPERUSER",
    "PostgresUnavailable",
    "Server",
    "Status",
    "ensure_running",
    "grant_app",
    "prepare",
    "status",
    "stop",
]
