"""The private folder of the server's socket: its path must be short, a Unix socket's name has 107 bytes at most."""

import contextlib
import os
import re
import stat
import tempfile
from pathlib import Path

from khuyencong.core.postgres.account import Account
from khuyencong.core.postgres.errors import PostgresUnavailable

LONGEST = 107
PORT = 5432
"""No port is opened; the number is only part of the socket's file name."""


def socket_file(folder: Path, port: int = PORT) -> Path:
    """The socket in its folder, as PostgreSQL names it."""
    return folder / f".s.PGSQL.{port}"


def fits(folder: Path) -> bool:
    """Whether the path is short enough, and plain enough for PostgreSQL's list of folders."""
    path = os.fsencode(socket_file(folder))
    return len(path) <= LONGEST and re.fullmatch(rb"[\w./-]+", path) is not None


def private_folder(name: str, account: Account) -> Path:
    """
    A folder which only the account may enter, the same one at every start.

    ``/tmp`` before the environment's temporary folder: a timer and a person must come to the same place. A name
    taken by a stranger is passed over.

    :raises PostgresUnavailable: no such folder can be made.
    """
    tried = [Path("/tmp"), Path(tempfile.gettempdir())]  # noqa: S108  the folder inside is private and checked
    for parent in tried:
        for suffix in ("", "-2", "-3"):
            folder = parent / (name + suffix)
            if fits(folder) and _make_private(folder, account) and account.can_enter(folder):
                return folder
    raise PostgresUnavailable("no_socket", path=tried[-1])


def holder(folder: Path) -> int:
    """The process which wrote the socket's own lock file, or 0."""
    try:
        return int(_lock_file(folder).read_text(encoding="ascii", errors="replace").split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def clear(folder: Path) -> None:
    """Remove what a dead server left; only the holder of the lock may ask, knowing that no server runs."""
    for file in (socket_file(folder), _lock_file(folder)):
        file.unlink(missing_ok=True)


def dismiss(folder: Path | None) -> None:
    """Remove the folder of a server which ended, if it is one of ours and nothing else is in it."""
    if folder and folder.name.startswith("khuyencong-"):
        with contextlib.suppress(OSError):
            clear(folder)
            folder.rmdir()


def _lock_file(folder: Path) -> Path:
    return folder / f"{socket_file(folder).name}.lock"


def _make_private(folder: Path, account: Account) -> bool:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    except OSError:
        return False
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (account.uid, os.geteuid()):
        return False
    if found.st_uid != account.uid:
        account.give(folder)
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
    return True
