"""One starter at a time. The kernel frees the lock when its holder dies, so that it is never stale."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from khuyencong.core.postgres.errors import PostgresUnavailable

NAME = "postgres.lock"
PATIENCE = 180.0
PAUSE = 0.02


@contextlib.contextmanager
def exclusive(base: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """
    Hold the lock of ``base``; wait for another holder up to ``patience`` seconds.

    :raises PostgresUnavailable: another command holds it for longer, or the folder cannot be written to.
    """
    path = base / NAME
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise PostgresUnavailable("not_writable", path=path, reason=error.strerror) from error
    try:
        _give_to_owner_of(base, file)
        _wait_for(file, path, patience)
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(file)


def holder(base: Path) -> str:
    """The process which holds the lock now, as text, or an empty string."""
    try:
        file = os.open(base / NAME, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return ""
    try:
        return "" if _taken(file) else _written(file)
    finally:
        os.close(file)


def _wait_for(file: int, path: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not _taken(file):
        if time.monotonic() > deadline:
            raise PostgresUnavailable("locked", holder=_written(file), path=path, seconds=round(patience))
        time.sleep(PAUSE)


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _written(file: int) -> str:
    return os.pread(file, 32, 0).decode("ascii", "replace").strip() or "?"


def _give_to_owner_of(base: Path, file: int) -> None:
    """Root may come first; the folder's owner must be able to open the file afterwards."""
    if os.geteuid() == 0:
        owner = base.stat()
        os.fchown(file, owner.st_uid, owner.st_gid)
