"""Where measuring keeps its server and data, and how its processes are told about them."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from khuyencong.core import postgres

ROOT = Path(__file__).resolve().parents[3]
HOME = ROOT / "var" / "bench"
HOST = "bench.localhost"
MAINTENANCE = "postgres"


class StepFailed(RuntimeError):
    """A process that measuring needs ended with an error."""


class Home:
    """The folder of the measurements, with a server of its own that is started when it is asked for."""

    def __init__(self, folder: Path = HOME) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.server = postgres.ensure_running(folder)
        postgres.prepare(self.server)

    def stop(self) -> None:
        """Stop the server; the data stay."""
        postgres.stop(self.folder)

    def databases(self) -> set[str]:
        """The names of the databases there are."""
        with self._maintenance() as connection:
            return {row[0] for row in connection.execute("SELECT datname FROM pg_database").fetchall()}

    def create(self, database: str, *, like: str | None = None) -> None:
        """Make an empty database, or a copy of another that nobody is using."""
        words = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), sql.Identifier(postgres.OWNER))
        if like:
            words += sql.SQL(" TEMPLATE {}").format(sql.Identifier(like))
        with self._maintenance() as connection:
            connection.execute(words)

    def drop(self, database: str) -> None:
        """Remove a database, with whoever still uses it."""
        with self._maintenance() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def _maintenance(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self.server.conninfo(postgres.SUPERUSER, MAINTENANCE), autocommit=True)

    def environment(self, database: str, *, settings: str = "production", role: str = "app") -> dict[str, str]:
        """
        What a process on that database is told. ``dev`` differs from ``production`` in that it allows demo data.

        Commands of ours choose the database role themselves; Django's own take ``role``.
        """
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("KHUYENCONG_", "DATABASE_"))},
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}",
            "DATABASE_URL": self.url(postgres.APP, database),
            "DATABASE_OWNER_URL": self.url(postgres.OWNER, database),
            "KHUYENCONG_DATABASE_ROLE": role,
            "KHUYENCONG_SECRET_KEY": self._secret(),
            "KHUYENCONG_HOSTS": HOST,
            "KHUYENCONG_MAIL_FROM": f"khuyencong@{HOST}",
            "KHUYENCONG_DATA": str(self.folder / "site"),
        }

    def url(self, role: str, database: str) -> str:
        """The address of a database for one of the two roles."""
        return self.server.url(role, database)

    def _secret(self) -> str:
        path = self.folder / "secret-key"
        if not path.exists():
            path.write_text(secrets.token_urlsafe(60))
            path.chmod(0o600)
        return path.read_text()

    def run(self, *words: str, database: str, settings: str = "production", role: str = "app") -> str:
        """
        Run ``python -m WORDS`` on a database and give what it printed.

        :raises StepFailed: it ended with an error.
        """
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.environment(database, settings=settings, role=role),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StepFailed(f"{' '.join(words[:2])}: {done.returncode}\n{done.stderr[-3000:]}")
        return done.stdout

    def ask(self, question: str, *, database: str, settings: str = "production", **details: Any) -> Any:
        """What ``inside.py`` answers to a question on a database; see there."""
        said = self.run(
            "khuyencong.cli.bench.inside", question, json.dumps(details), database=database, settings=settings
        )
        return json.loads(said.splitlines()[-1])
