"""Databases with 10,000 and with 200,000 proposals, made once and kept."""

import sys
import time

import psycopg

from khuyencong.cli.bench.home import Home
from khuyencong.core import postgres

EMPTY = "bench_empty"
SMALL, LARGE = 10_000, 200_000


def prepared(home: Home, proposals: int) -> str:
    """The name of the database with at least that many proposals, made or brought up to date when it is not there."""
    database = f"bench_{proposals}"
    there = home.databases()
    if database not in there:
        if EMPTY not in there:
            home.create(EMPTY)
        home.run("khuyencong", "setup", "--no-demo", database=EMPTY)
        home.create(database, like=EMPTY)
    home.run("khuyencong", "setup", "--no-demo", database=database)
    if _count(home, database) < proposals:
        _load(home, database, proposals)
    return database


def _count(home: Home, database: str) -> int:
    with psycopg.connect(home.url(postgres.OWNER, database)) as connection:
        row = connection.execute(
            "SELECT count(*) FROM planning_proposal WHERE EXISTS (SELECT FROM accounts_user)"
        ).fetchone()
        return row[0] if row else 0


def _load(home: Home, database: str, proposals: int) -> None:
    print(f"Nạp {proposals} đề án để đo (một lần, vài phút) …", file=sys.stderr)
    began = time.monotonic()
    home.ask("load", database=database, settings="dev", proposals=proposals)
    with psycopg.connect(home.url(postgres.SUPERUSER, database), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    print(f"Đã nạp sau {time.monotonic() - began:.0f} giây.", file=sys.stderr)
