"""Where the data stand: in ``base`` if the account which runs the server can go there, else under ``/var/lib``."""

import hashlib
import itertools
import os
from dataclasses import dataclass
from pathlib import Path

from khuyencong.core.postgres.account import Account
from khuyencong.core.postgres.errors import PostgresUnavailable

STORES = Path("/var/lib/khuyencong")
RECORD = "postgres-location"
DATA = "postgres"
BELONGS = "belongs-to"


def short_hash(path: Path) -> str:
    """Twelve hexadecimal digits which stand for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Place:
    """``store`` holds the data: ``base`` itself, or a folder elsewhere which ``base`` records."""

    base: Path
    store: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.store / DATA

    @property
    def log(self) -> Path:
        """What the server writes when something is wrong."""
        return self.data / "server.log"

    @property
    def name(self) -> str:
        """The cluster's name: it marks the process as ours and names the socket's folder."""
        return f"khuyencong-{short_hash(self.data)}"

    @property
    def initialised(self) -> bool:
        """Whether there are data. Data appear by one rename, so that half of them are never seen."""
        return (self.data / "PG_VERSION").exists()


def place_of(base: Path) -> Place:
    """Where the data of ``base`` are, or would be if nothing prevents it. Changes nothing."""
    base = base.resolve()
    recorded = _recorded(base)
    return Place(base, recorded if recorded and _is_ours(recorded, base) else base)


def choose(place: Place, account: Account) -> Place:
    """
    The place for data which do not exist yet: as near as the account can go.

    :raises PostgresUnavailable: data are recorded but gone, or exist where the account cannot go.
    """
    if place.store != place.base and not place.initialised:
        raise PostgresUnavailable("place_lost", record=place.base / RECORD, path=place.data)
    if account.can_enter(place.store):
        return place
    if os.geteuid() != 0 or place.initialised:
        raise PostgresUnavailable("out_of_reach", account=account.name, path=place.store)
    return Place(place.base, store_for(place.base, account))


def store_for(base: Path, account: Account) -> Path:
    """
    A folder under ``/var/lib`` for this base, made by root and open to be walked through.

    :raises PostgresUnavailable: it cannot be made, or the account cannot reach it.
    """
    store = _free_store(base)
    try:
        for folder in (STORES, store):
            if not folder.is_dir():
                folder.mkdir()
                folder.chmod(0o755)  # just made, hence ours; the umask may have closed it
        _claim(store, base)
    except OSError as error:
        raise PostgresUnavailable("not_writable", path=store, reason=error.strerror) from error
    if not account.can_enter(store):
        raise PostgresUnavailable("out_of_reach", account=account.name, path=store)
    return store


def record(place: Place) -> None:
    """Note in ``base`` where the data are, if they are elsewhere, and there to whom they belong."""
    if place.store == place.base:
        return
    _claim(place.store, place.base)
    if _recorded(place.base) != place.store:
        unfinished = place.base / f"{RECORD}.unfinished"
        unfinished.write_text(f"{place.store}\n", encoding="utf-8", errors="surrogateescape")
        unfinished.replace(place.base / RECORD)


def _free_store(base: Path) -> Path:
    for number in itertools.count():
        store = STORES / (f"{short_hash(base)}-{number}" if number else short_hash(base))
        if _is_ours(store, base):
            return store
    raise AssertionError("count() does not end")


def _claim(store: Path, base: Path) -> None:
    (store / BELONGS).write_text(str(base), encoding="utf-8", errors="surrogateescape")


def _recorded(base: Path) -> Path | None:
    try:
        text = (base / RECORD).read_text(encoding="utf-8", errors="surrogateescape").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Path(text) if text.startswith("/") else None


def _is_ours(store: Path, base: Path) -> bool:
    """
    Whether the recorded store is this base's own.

    A base which was moved keeps its data; one which was copied while the first still stands gets data of its own.
    """
    try:
        other = Path((store / BELONGS).read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return True
    return other == base or _recorded(other) != store
