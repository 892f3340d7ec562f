"""What may keep the site from running on this machine, and what to do about it. Looks only; repairs nothing."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from khuyencong.core import doctor_words, postgres
from khuyencong.core.postgres import binaries, lock, places, sockets

OLDEST_PYTHON = (3, 11)
DISK_NEEDED = 1024**3
"""A gigabyte: new data take 40 MB, a year of a province with its papers some hundreds."""
CONNECT_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing looked at; the remedies are empty where it is well."""

    code: str
    healthy: bool
    vi: str
    en: str
    remedy_vi: str = ""
    remedy_en: str = ""


def examine(
    base: Path,
    *,
    database_url: str | None = None,
    assets: Sequence[Path] = (),
    messages: Path | None = None,
) -> list[Symptom]:
    """
    Look at the machine and the installation; ``base`` is the folder with the data (``var``).

    :param database_url: the server to use; by default what the environment names, the embedded one if nothing.
    :param assets: files and folders the pages need (``node_modules``, ``var/assets/vendor``).
    :param messages: the folder below which every ``.po`` must have a ``.mo`` which is not older.
    """
    url = os.environ.get("DATABASE_URL", "") if database_url is None else database_url
    symptoms = [_python(), _disk(base)]
    symptoms += [_named_server(url)] if url else _embedded(base)
    symptoms += [_asset(path) for path in assets]
    if messages is not None:
        symptoms.append(_messages(messages))
    return symptoms


def _symptom(code: str, healthy: bool, **facts: Any) -> Symptom:
    words = doctor_words.WORDS[code]
    vi, en = words.well if healthy else words.ill
    remedies = ("", "") if healthy else words.remedy
    return Symptom(code, healthy, *(text.format(**facts) for text in (vi, en, *remedies)))


def _python() -> Symptom:
    found = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return _symptom("python", sys.version_info >= OLDEST_PYTHON, found=found, wanted=wanted)


def _disk(base: Path) -> Symptom:
    path = _nearest(base)
    free = shutil.disk_usage(path).free
    return _symptom("disk", free >= DISK_NEEDED, path=path, free=free // 1024**2, needed=DISK_NEEDED // 1024**2)


def _named_server(url: str) -> Symptom:
    try:
        named = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        return _symptom("database_url_form", False)  # libpq's reason may repeat the password
    # The address may hold a password: only host and database are shown.
    shown = {"host": named.get("host") or "localhost", "database": named.get("dbname") or ""}
    try:
        psycopg.connect(url, connect_timeout=CONNECT_SECONDS).close()
    except psycopg.OperationalError as error:
        return _symptom("database_url", False, reason=_one_line(error), **shown)
    return _symptom("database_url", True, **shown)


def _embedded(base: Path) -> Iterator[Symptom]:
    yield _binaries()
    access = _access(base)
    yield access
    yield _socket_path(base)
    yield _lock(base)
    if access.healthy:
        yield from _server(base)


def _binaries() -> Symptom:
    try:
        return _symptom("binaries", True, path=binaries.wheel_binaries())
    except postgres.PostgresUnavailable:
        return _symptom("binaries", False)


def _access(base: Path) -> Symptom:
    """Whether this account may use the data, and nobody else may read them."""
    data = places.place_of(base).data
    if not data.exists():
        path = _nearest(base)
        return _symptom("data_access", os.access(path, os.W_OK | os.X_OK), path=path)
    found = data.stat()
    ours = os.geteuid() in (0, found.st_uid)
    private = not found.st_mode & 0o027  # PostgreSQL itself allows the group to read, nothing more
    return _symptom("data_access" if private else "data_private", ours and private, path=data)


def _socket_path(base: Path) -> Symptom:
    """Judged on the folder in use, or on the one the next start would use."""
    folder = Path("/tmp", places.place_of(base).name)  # noqa: S108  only the path's length is looked at
    with suppress(postgres.PostgresUnavailable):
        folder = postgres.status(base).socket_dir or folder
    file = sockets.socket_file(folder)
    return _symptom(
        "socket_path", sockets.fits(folder), path=file, length=len(os.fsencode(file)), longest=sockets.LONGEST
    )


def _lock(base: Path) -> Symptom:
    process = lock.holder(base)
    return _symptom("lock", not process, process=process, path=base / lock.NAME)


def _server(base: Path) -> Iterator[Symptom]:
    state = postgres.status(base)
    yield _symptom("left_behind", not state.left_behind, path=state.data)
    yield _symptom("server", state.ready, path=state.data, process=state.pid)


def _asset(path: Path) -> Symptom:
    present = path.is_file() or (path.is_dir() and any(path.iterdir()))
    return _symptom("assets", present, path=path)


def _messages(root: Path) -> Symptom:
    late = [source for source in root.glob("**/locale/*/LC_MESSAGES/*.po") if not _compiled(source)]
    return _symptom("messages", not late, count=len(late), names=_list(late))


def _compiled(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def _list(paths: Iterable[Path]) -> str:
    return ", ".join(str(path) for path in sorted(paths)[:5])


def _nearest(path: Path) -> Path:
    """The path, or the nearest folder above it which exists."""
    return next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.exists())


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
