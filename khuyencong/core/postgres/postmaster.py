"""The server's process: the pid file it writes, whether it lives, whether it answers."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from psycopg import pq
from psycopg.conninfo import make_conninfo

from khuyencong.core.postgres.server import SUPERUSER

PID_FILE = "postmaster.pid"
PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class PidFile:
    """The lines of ``postmaster.pid`` we use; the later ones are missing while a server starts."""

    pid: int
    data: str = ""
    port: int = 0
    socket_dir: str = ""
    status: str = ""


def read(data: Path) -> PidFile | None:
    """
    What the pid file says, if there is one which can be understood.

    :raises PermissionError: the data belong to another account.
    """
    try:
        lines = (data / PID_FILE).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        pid = int(lines[0])
        if len(lines) < 8:
            return PidFile(pid)
        return PidFile(pid, lines[1], int(lines[3] or 0), lines[4].strip(), lines[7].strip())
    except (IndexError, ValueError):
        return None


def answers(socket_dir: str, port: int) -> bool:
    """Whether a server accepts connections on the socket. No password, no role is needed to know."""
    conninfo = make_conninfo(host=socket_dir, port=port, user=SUPERUSER, dbname=SUPERUSER, connect_timeout=2)
    return pq.PGconn.ping(conninfo.encode()) == pq.Ping.OK


def is_alive(pid: int) -> bool:
    """Whether the process exists and is not merely waiting to be buried."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    try:
        state = (PROCESSES / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()[0]
    except (OSError, IndexError):
        return not PROCESSES.joinpath("self").exists()
    return state not in (b"Z", b"X")


def runs_on(pid: int, data: Path, name: str) -> bool:
    """
    Whether the process is a server on these data, and not one which was given a dead server's number.

    Its working folder tells for sure. Where that cannot be read (root in a container without the right to trace),
    the cluster name on its command line tells.
    """
    if pid <= 0 or not is_alive(pid):
        return False
    if not PROCESSES.joinpath("self").exists():
        return True
    command = _command(pid)
    if os.path.basename(command[0]) != b"postgres":
        return False
    try:
        return os.path.samefile(PROCESSES / str(pid) / "cwd", data)
    except FileNotFoundError:
        return False
    except OSError:
        return _cluster(name) in command


def is_named(pid: int, name: str) -> bool:
    """Whether the process is a server we started under that cluster name, whatever became of its data."""
    return pid > 0 and is_alive(pid) and _cluster(name) in _command(pid)


def _command(pid: int) -> list[bytes]:
    try:
        return (PROCESSES / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return [b""]


def _cluster(name: str) -> bytes:
    return f"cluster_name={name}".encode()


def wait_until_gone(pid: int, seconds: float) -> bool:
    """Whether the process ended within that time."""
    deadline = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
