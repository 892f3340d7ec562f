"""Making the data and launching the process; only the holder of the lock comes here."""

import shutil
import tempfile
import time
from pathlib import Path

from khuyencong.core.postgres import binaries, postmaster, sockets
from khuyencong.core.postgres.account import Account
from khuyencong.core.postgres.errors import PostgresUnavailable
from khuyencong.core.postgres.places import DATA, Place
from khuyencong.core.postgres.server import SUPERUSER

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    # What an officer was told is saved must be saved, also when the plug is pulled.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_lock_waits": "on",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "lc_messages": "C",
    "log_timezone": "UTC",
    "timezone": "UTC",
}
LOG_KEPT = 16 * 1024 * 1024
LAUNCH = 'log=$1; shift; "$@" >>"$log" 2>&1 </dev/null & echo $!'
"""The shell ends at once, so that the server is nobody's child and outlives the command which started it."""
PASSING = ("pre-existing shared memory block", "is another postmaster", "is another postgres")
"""Said while the last processes of a killed server are still ending."""


def check(place: Place) -> None:
    """
    Leave alone what is not ours to start.

    :raises PostgresUnavailable: another major version made the data, or they are no data at all.
    """
    if place.initialised:
        found = (place.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != binaries.VERSION:
            raise PostgresUnavailable("other_version", path=place.data, found=found, wanted=binaries.VERSION)
    elif place.data.is_dir() and any(place.data.iterdir()):
        raise PostgresUnavailable("not_our_data", path=place.data)


def initialise(place: Place, account: Account, programs: Path) -> None:
    """
    Make empty data: aside, then put in place by one rename, so that a killed start leaves no half of it.

    :raises PostgresUnavailable: ``initdb`` refused, or would refuse.
    """
    if account.lacks_name:
        raise PostgresUnavailable("no_account", uid=account.uid)
    for unfinished in place.store.glob(f"{DATA}.new-*"):
        shutil.rmtree(unfinished, ignore_errors=True)

    unfinished = Path(tempfile.mkdtemp(prefix=f"{DATA}.new-", dir=place.store))
    account.give(unfinished)
    made = account.run(
        str(programs / "initdb"),
        f"--pgdata={unfinished}",
        f"--username={SUPERUSER}",
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
    )
    if made.returncode:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise PostgresUnavailable("initdb_failed", reason=made.stderr.strip()[-600:])
    unfinished.rename(place.data)


def launch(place: Place, account: Account, programs: Path, folder: Path, *, seconds: float) -> None:
    """
    Start the process with its socket in ``folder`` and wait until it answers; try again while a killed server's
    last processes end.

    :raises PostgresUnavailable: it ended, or does not answer in time.
    """
    deadline = time.monotonic() + seconds
    while True:
        (place.data / postmaster.PID_FILE).unlink(missing_ok=True)
        sockets.clear(folder)
        _keep_log_small(place.log)
        begin = place.log.stat().st_size if place.log.exists() else 0
        pid = _spawn(place, account, programs, folder)
        if wait_until_ready(place, pid, seconds=deadline - time.monotonic()):
            return
        said = _log_from(place.log, begin)
        if time.monotonic() > deadline or not any(text in said for text in PASSING):
            sockets.dismiss(folder)
            raise PostgresUnavailable("start_failed", log=place.log, reason=said.strip()[-600:])
        time.sleep(0.2)


def wait_until_ready(place: Place, pid: int, *, seconds: float) -> bool:
    """
    Whether the server became ready; False when its process ended.

    :raises PostgresUnavailable: it lives but does not answer in time.
    """
    deadline = time.monotonic() + seconds
    while postmaster.is_alive(pid):
        found = postmaster.read(place.data)
        if found and found.status == "ready" and postmaster.answers(found.socket_dir, found.port):
            return True
        if time.monotonic() > deadline:
            raise PostgresUnavailable("not_answering", pid=pid, seconds=round(seconds), log=place.log)
        time.sleep(0.01)
    return False


def _spawn(place: Place, account: Account, programs: Path, folder: Path) -> int:
    settings = SETTINGS | {
        "unix_socket_directories": str(folder),
        "port": str(sockets.PORT),
        "cluster_name": place.name,
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(place.data), *options]
    spawned = account.run("/bin/sh", "-c", LAUNCH, "sh", str(place.log), *command, start_new_session=True)
    try:
        return int(spawned.stdout)
    except ValueError:
        raise PostgresUnavailable("start_failed", log=place.log, reason=spawned.stderr.strip()) from None


def _keep_log_small(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_KEPT:
        log.replace(log.with_name(f"{log.name}.1"))


def _log_from(log: Path, begin: int) -> str:
    try:
        with log.open("rb") as file:
            file.seek(begin)
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
