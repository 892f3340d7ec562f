"""The site's role uses the tables and cannot unbuild their guards."""

import subprocess

import psycopg
import pytest
from psycopg import errors

from khuyencong.core import postgres
from khuyencong.core.postgres import APP, DATABASE, OWNER

GUARDED = """
    CREATE TABLE act (id bigserial PRIMARY KEY, what text);
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append only'; END $$;
    CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON act FOR EACH ROW EXECUTE FUNCTION refuse();
"""


@pytest.fixture(scope="module")
def prepared(running):
    """One server with its roles; the tests only read, or undo what they do."""
    server = postgres.ensure_running(running)
    postgres.prepare(server)
    with psycopg.connect(server.url(OWNER, DATABASE)) as owner:
        owner.execute(GUARDED)
        postgres.grant_app(owner)
        owner.execute("CREATE TABLE later (id bigserial PRIMARY KEY)")
    return server


@pytest.fixture
def app(prepared):
    with psycopg.connect(prepared.url(APP, DATABASE)) as connection:
        yield connection
        connection.rollback()


def test_preparing_again_changes_nothing(prepared):
    postgres.prepare(prepared)

    with psycopg.connect(prepared.url(OWNER, DATABASE)) as owner:
        assert owner.execute("SELECT count(*) FROM act").fetchone() == (0,)


def test_many_commands_may_prepare_at_once(base, in_processes):
    server = postgres.ensure_running(base)

    assert in_processes(postgres.prepare, server, count=4) == [None] * 4
    with psycopg.connect(server.url(APP, DATABASE)) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (APP,)


def test_the_owner_may_make_databases_for_tests_and_is_no_superuser(prepared):
    with psycopg.connect(prepared.url(OWNER, DATABASE), autocommit=True) as owner:
        owner.execute("CREATE DATABASE test_thử")
        owner.execute("DROP DATABASE test_thử")
        assert owner.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)


def test_the_site_reads_and_writes_tables_made_before_and_after_the_grant(app):
    app.execute("INSERT INTO act (what) VALUES ('phê duyệt')")
    app.execute("INSERT INTO later DEFAULT VALUES")

    assert app.execute("SELECT what FROM act").fetchone() == ("phê duyệt",)
    assert app.execute("DELETE FROM later").rowcount == 1


@pytest.mark.parametrize(
    "act",
    [
        "ALTER TABLE act DISABLE TRIGGER guard",
        "DROP TRIGGER guard ON act",
        "SET session_replication_role = replica",
        "TRUNCATE act",
        "DROP TABLE act",
        "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
        "CREATE TABLE own ()",
        "SET ROLE khuyencong_owner",
        "CREATE DATABASE own",
    ],
)
def test_the_site_cannot_take_a_guard_away(app, act):
    app.autocommit = True

    with pytest.raises(errors.InsufficientPrivilege):
        app.execute(act)


def test_granting_works_at_once_and_without_a_transaction(prepared, in_processes):
    def grant():
        with psycopg.connect(prepared.url(OWNER, DATABASE), autocommit=True) as owner:
            postgres.grant_app(owner)

    assert in_processes(grant, count=4) == [None] * 4


def test_a_server_without_the_sites_role_is_left_as_it_is(prepared):
    with psycopg.connect(prepared.url(OWNER, DATABASE)) as owner:
        postgres.grant_app(owner, role="nobody's role")

        assert owner.execute("SELECT 1").fetchone() == (1,)


def test_the_address_is_given_in_each_form(prepared):
    asked = "SELECT current_user || '@' || current_database()"
    expected = (f"{APP}@{DATABASE}",)

    for address in (prepared.url(APP, DATABASE), prepared.conninfo(APP, DATABASE)):
        with psycopg.connect(address) as connection:
            assert connection.execute(asked).fetchone() == expected
    with psycopg.connect(**prepared.parameters(APP, DATABASE)) as connection:
        assert connection.execute(asked).fetchone() == expected


def test_postgresqls_own_programs_can_be_used_for_a_backup(prepared):
    dumped = subprocess.run(
        [prepared.program("pg_dump"), "--schema-only"],
        env=prepared.env(OWNER, DATABASE),
        capture_output=True,
        text=True,
        check=True,
    )

    assert "CREATE TRIGGER guard" in dumped.stdout
