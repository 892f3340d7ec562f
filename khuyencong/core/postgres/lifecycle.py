"""Starting, stopping and looking at the embedded server."""

import os
import signal
from pathlib import Path

from khuyencong.core.postgres import binaries, launching, postmaster, sockets
from khuyencong.core.postgres.account import Account, account_for
from khuyencong.core.postgres.errors import PostgresUnavailable
from khuyencong.core.postgres.lock import exclusive
from khuyencong.core.postgres.places import Place, choose, place_of, record, store_for
from khuyencong.core.postgres.server import Server, Status

START_SECONDS = 120.0
Ways = tuple[tuple[signal.Signals, float], ...]
AT_ONCE: Ways = ((signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))
"""As if the machine had failed: what was committed comes back at the next start."""
IN_GOOD_ORDER: Ways = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))


def ensure_running(base: Path) -> Server:
    """
    The server of ``base``, started, and its data made, if need be. Costs a few milliseconds when it runs.

    Any number of commands may ask at once: one starts it, the others wait and get the same.

    :raises PostgresUnavailable: it cannot run here; the message says what to do.
    """
    try:
        if server := _answering(place_of(base)):
            return server
        base.mkdir(parents=True, exist_ok=True)
        with exclusive(base):
            return _answering(place_of(base)) or _start(place_of(base))
    except OSError as error:
        path = error.filename or base
        raise PostgresUnavailable("not_writable", path=path, reason=error.strerror or error) from error


def stop(base: Path) -> bool:
    """
    Stop the server of ``base`` in good order, cutting its connections. Whether one was running.

    :raises PostgresUnavailable: it belongs to another account, or does not end.
    """
    if not base.is_dir():
        return False
    with exclusive(base):
        place = place_of(base)
        pid = _process(place)
        if pid is not None:
            _end(place, pid)
        sockets.dismiss(_socket_dir(place))  # of one which was killed
        return pid is not None


def status(base: Path) -> Status:
    """
    What can be seen of the server of ``base``, without starting or repairing anything.

    :raises PostgresUnavailable: the data belong to another account.
    """
    place = place_of(base)
    found = _pid_file(place)
    pid = _process(place)
    known = found if pid and found and found.status else None
    return Status(
        data=place.data,
        initialised=place.initialised,
        pid=pid,
        ready=bool(known and known.status == "ready" and postmaster.answers(known.socket_dir, known.port)),
        socket_dir=_socket_dir(place) if pid else None,
        left_behind=found is not None and pid is None,
    )


def _answering(place: Place) -> Server | None:
    """The server, if it answers where its pid file says. The quick way: no process is looked up."""
    found = _pid_file(place)
    if not found or found.status != "ready" or found.data != str(place.data):
        return None
    if not postmaster.answers(found.socket_dir, found.port):
        return None
    return _server(place, found)


def _start(place: Place) -> Server:
    if not _joined(place):
        account = account_for(place.data, place.base)
        place = choose(place, account)
        launching.check(place)
        programs = _programs(place, account)
        folder = sockets.private_folder(place.name, account)
        _end_orphan(place, folder)
        if place.initialised:
            _give_back(place, account)
        else:
            launching.initialise(place, account, programs)
        record(place)
        launching.launch(place, account, programs, folder, seconds=START_SECONDS)
    found = postmaster.read(place.data)
    if not found or not found.status:
        raise PostgresUnavailable("start_failed", log=place.log, reason="")
    return _server(place, found)


def _joined(place: Place) -> bool:
    """Whether a server which already runs on the data can be used, once it has finished starting or stopping."""
    pid = _process(place)
    if pid is None:
        return False
    found = _pid_file(place)
    if found and found.status and not _is_same(Path(found.data), place.data):
        _end(place, pid, AT_ONCE)  # the data were moved under it, and it would go on writing to the old path
        return False
    if found and found.status == "ready" and not sockets.socket_file(Path(found.socket_dir), found.port).exists():
        _end(place, pid)  # a sweeper of temporary files took its socket: nobody can reach it any more
        return False
    return launching.wait_until_ready(place, pid, seconds=START_SECONDS)


def _end_orphan(place: Place, folder: Path) -> None:
    """
    End a server whose data were deleted or moved away under it, before new data take their path.

    At once, without its last checkpoint: that would write the old control file over the new one.
    """
    pid = sockets.holder(folder)
    if postmaster.is_named(pid, place.name):
        _end(place, pid, AT_ONCE)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _end(place: Place, pid: int, ways: Ways = IN_GOOD_ORDER) -> None:
    folder = _socket_dir(place)
    for way, seconds in ways:
        try:
            os.kill(pid, way)
        except ProcessLookupError:
            return
        except PermissionError as error:
            raise PostgresUnavailable("other_account", path=place.data, owner=_owner(place)) from error
        if postmaster.wait_until_gone(pid, seconds):
            sockets.dismiss(folder)
            return
    waited = round(sum(seconds for _, seconds in ways))
    raise PostgresUnavailable("not_stopping", pid=pid, seconds=waited, log=place.log)


def _programs(place: Place, account: Account) -> Path:
    programs = binaries.wheel_binaries()
    if binaries.usable_by(account, programs):
        return programs
    if os.geteuid() != 0:
        raise PostgresUnavailable("out_of_reach", account=account.name, path=programs)
    store = place.store if place.store != place.base else store_for(place.base, account)
    return binaries.copy_for(account, store)


def _give_back(place: Place, account: Account) -> None:
    """Data which root took for itself (a recursive chown) go back to the account; root cannot run a server."""
    if place.data.stat().st_uid == 0:
        account.give_tree(place.data)


def _server(place: Place, found: postmaster.PidFile) -> Server:
    return Server(place.data, Path(found.socket_dir), found.port, found.pid, binaries.wheel_binaries())


def _process(place: Place) -> int | None:
    found = _pid_file(place)
    return found.pid if found and postmaster.runs_on(found.pid, place.data, place.name) else None


def _pid_file(place: Place) -> postmaster.PidFile | None:
    try:
        return postmaster.read(place.data)
    except PermissionError as error:
        raise PostgresUnavailable("other_account", path=place.data, owner=_owner(place)) from error


def _socket_dir(place: Place) -> Path | None:
    found = _pid_file(place)
    return Path(found.socket_dir) if found and found.socket_dir else None


def _owner(place: Place) -> int | str:
    try:
        return place.data.stat().st_uid
    except OSError:
        return "?"
