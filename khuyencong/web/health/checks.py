"""What readiness consists of. Ages and counts only: nothing here tells a stranger anything."""

import datetime
import functools
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from khuyencong.work import anchors
from khuyencong.work.queries import worker_seen_at

Check = dict[str, Any]
WORKER_LATE = datetime.timedelta(minutes=2)
ANCHOR_LATE = datetime.timedelta(hours=48)
NEEDED = ("database", "migrations")
"""Without these no page works; the others need somebody's attention, but people can go on."""


def all_checks(*, at: datetime.datetime) -> dict[str, Check]:
    """Every check by name, each with ``ok``; when the database is silent, nothing more is asked of it."""
    found = {"database": _database(), "anchors": _age(anchors.newest_at(Path(settings.ANCHORS_DIR)), at, ANCHOR_LATE)}
    if not found["database"]["ok"]:
        return found
    found["migrations"] = _migrations()
    if found["migrations"]["ok"]:
        found["worker"] = _age(worker_seen_at(), at, WORKER_LATE)
    return found


def status_of(checks: dict[str, Check]) -> str:
    """``ready``, ``attention`` or ``unready``."""
    if not all(checks.get(name, {}).get("ok") for name in NEEDED):
        return "unready"
    return "ready" if all(check["ok"] for check in checks.values()) else "attention"


def _database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return {"ok": False}
    return {"ok": True}


def _migrations() -> Check:
    waiting = _written_migrations() - set(MigrationRecorder(connection).applied_migrations())
    return {"ok": not waiting, "waiting": len(waiting)}


@functools.cache
def _written_migrations() -> frozenset[tuple[str, str]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replacements = {old for new in loader.replacements.values() for old in new.replaces}
    return frozenset(set(loader.disk_migrations) - replacements)


def _age(moment: datetime.datetime | None, at: datetime.datetime, late: datetime.timedelta) -> Check:
    if moment is None:
        return {"ok": False, "seconds": None}
    return {"ok": at - moment <= late, "seconds": max(0, int((at - moment).total_seconds()))}
