"""Which account of the operating system runs the server: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khuyencong.core.postgres.errors import PostgresUnavailable

NAMES = ("khuyencong", "nobody")
"""Accounts tried when root asks and the data have no other owner: one made for us, then the powerless one."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account which is not root."""

    uid: int
    gid: int
    name: str
    lacks_name: bool = False
    """It has no line in the password file; ``initdb`` demands one, the server does not."""

    def run(self, *command: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a program as this account with a clean environment, no inherited file and no privilege kept."""
        if os.geteuid() != self.uid:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        # No PG… variable, locale or library path of the caller may change what the programs do.
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "HOME": "/"}
        return subprocess.run(
            command,
            env=environment,
            cwd="/",
            umask=0o077,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            **options,
        )

    def can(self, *command: str) -> bool:
        """Whether the command succeeds when this account runs it: the one sure test of reach."""
        try:
            return self.run(*command, timeout=30).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False

    def can_enter(self, folder: Path) -> bool:
        """Whether the account may walk to the folder and through it."""
        return self.can("test", "-x", str(folder))

    def give(self, path: Path) -> None:
        """Make this account the owner of a file or folder of ours."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def give_tree(self, folder: Path) -> None:
        """Make this account the owner of a folder and of all that is in it."""
        self.give(folder)
        for root, folders, files in os.walk(folder):
            for name in folders + files:
                self.give(Path(root, name))


def account_for(*owned: Path) -> Account:
    """
    The account to run as: oneself; for root, the first owner of the given paths who is not root, else an account
    without powers.

    :raises PostgresUnavailable: root asks and the machine has no such account.
    """
    if uid := os.geteuid():
        return _account(uid) or Account(uid, os.getegid(), str(uid), lacks_name=True)
    for path in owned:
        if path.exists() and (owner := path.stat()).st_uid:
            return _account(owner.st_uid) or Account(owner.st_uid, owner.st_gid, str(owner.st_uid), lacks_name=True)
    return unprivileged()


def unprivileged() -> Account:
    """The first account of ``NAMES`` the machine has."""
    for name in NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid:
            return Account(entry.pw_uid, entry.pw_gid, name)
    raise PostgresUnavailable("no_account", uid=" / ".join(NAMES))


def _account(uid: int) -> Account | None:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return None
    return Account(uid, entry.pw_gid, entry.pw_name)
