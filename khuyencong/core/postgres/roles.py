"""The two roles of the database: the owner builds tables, the site's role uses them and cannot unbuild a guard."""

from typing import Any, Protocol

import psycopg
from psycopg import sql

from khuyencong.core.postgres.server import SUPERUSER, Server

OWNER = "khuyencong_owner"
APP = "khuyencong_app"
DATABASE = "khuyencong"
LOCK = 0x6B686379
"""Advisory lock (the letters «khcy»): two commands preparing or granting at once take turns."""

READY = """
    SELECT (SELECT count(*) FROM pg_roles WHERE rolname IN (%(owner)s, %(app)s) AND rolcanlogin AND NOT rolsuper) = 2
       AND EXISTS (SELECT FROM pg_database WHERE datname = %(database)s)
"""

GRANT = """
    DO $grant$
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN
            RETURN;
        END IF;
        PERFORM pg_advisory_xact_lock({lock});
        GRANT USAGE ON SCHEMA {schema} TO {role};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
        GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
        ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
        ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {role};
    END
    $grant$
"""
"""One statement, so that the lock holds with and without a transaction around it."""


class Connection(Protocol):
    """A connection of psycopg or of Django."""

    def cursor(self) -> Any: ...


def prepare(server: Server) -> None:
    """Make the two roles and the database where they are missing. May be called at every start, by many at once."""
    names = {"owner": OWNER, "app": APP, "database": DATABASE}
    with psycopg.connect(server.conninfo(SUPERUSER, SUPERUSER), autocommit=True) as connection:
        if _true(connection, READY, names):
            return
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        _ensure_role(connection, OWNER, "LOGIN CREATEDB NOSUPERUSER NOCREATEROLE")
        _ensure_role(connection, APP, "LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE")
        # CREATE DATABASE knows no IF NOT EXISTS and no transaction; the lock ends with the connection.
        if not _true(connection, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = %(database)s)", names):
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(create.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def grant_app(connection: Connection, *, role: str = APP, schema: str = "public") -> None:
    """
    Let the site's role read and write all tables and sequences, also those made later by the connected role.

    ``connection`` is the owner's, of psycopg or Django. Neither TRUNCATE nor ownership is granted: a guard made of
    triggers stays on. On a server without that role nothing is done: its roles are the deployer's affair.
    """
    name = sql.Literal(role).as_string(None)
    with connection.cursor() as cursor:
        cursor.execute(GRANT.format(lock=LOCK, name=name, role=_quoted(role), schema=_quoted(schema)))


def _ensure_role(connection: psycopg.Connection[Any], role: str, powers: str) -> None:
    exists = _true(connection, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %(role)s)", {"role": role})
    verb = "ALTER" if exists else "CREATE"
    connection.execute(sql.SQL(f"{verb} ROLE {{}} {powers}").format(sql.Identifier(role)))


def _true(connection: psycopg.Connection[Any], query: str, names: dict[str, str]) -> bool:
    row = connection.execute(query, names).fetchone()
    return bool(row and row[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
