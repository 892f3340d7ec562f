"""What is known of an embedded server, and how to connect to it."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from psycopg.conninfo import make_conninfo

SUPERUSER = "postgres"


@dataclass(frozen=True, slots=True)
class Server:
    """A server which answered a moment ago."""

    data: Path
    socket_dir: Path
    port: int
    pid: int
    binaries: Path

    def url(self, role: str, database: str) -> str:
        """The address as ``DATABASE_URL`` writes it, the socket's folder percent-encoded in the host's place."""
        host = quote(str(self.socket_dir), safe="")
        return f"postgresql://{quote(role, safe='')}@{host}:{self.port}/{quote(database, safe='')}"

    def parameters(self, role: str, database: str) -> dict[str, str]:
        """The same as libpq keywords: host, port, user, dbname."""
        return {"host": str(self.socket_dir), "port": str(self.port), "user": role, "dbname": database}

    def conninfo(self, role: str, database: str) -> str:
        """The same as one string for ``psycopg.connect``."""
        return make_conninfo(**self.parameters(role, database))

    def env(self, role: str, database: str) -> dict[str, str]:
        """The same as environment variables for psql, pg_dump and pg_restore."""
        return {
            "PGHOST": str(self.socket_dir),
            "PGPORT": str(self.port),
            "PGUSER": role,
            "PGDATABASE": database,
        }

    def program(self, name: str) -> Path:
        """The path of a PostgreSQL program: psql, pg_dump, pg_restore."""
        return self.binaries / name


@dataclass(frozen=True, slots=True)
class Status:
    """What can be seen of a server without starting it."""

    data: Path
    initialised: bool
    pid: int | None
    """The process, when one runs on these data."""
    ready: bool
    socket_dir: Path | None
    left_behind: bool
    """A pid file without its process: the server was killed; the next start clears it."""

    @property
    def running(self) -> bool:
        """Whether a server runs on these data, ready or not."""
        return self.pid is not None
