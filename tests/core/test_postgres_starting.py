"""The embedded server starts, is found again, is started once, and outlives its starter."""

import os
import subprocess

import psycopg
import pytest

from khuyencong.core import postgres
from khuyencong.core.postgres import lock, postmaster, sockets
from khuyencong.core.postgres.account import account_for


def ask(server, query):
    with psycopg.connect(server.conninfo(postgres.SUPERUSER, "postgres")) as connection:
        return connection.execute(query).fetchone()[0]


def pid_of_server(base):
    return postgres.ensure_running(base).pid


def test_a_server_starts_in_a_folder_with_a_space_and_vietnamese_letters(running):
    server = postgres.ensure_running(running)

    assert ask(server, "SELECT lower('ĐỀ ÁN KHUYẾN CÔNG')") == "đề án khuyến công"
    assert server.data == running / "postgres"
    assert postgres.status(running).ready


def test_the_server_is_durable_speaks_utf8_and_opens_no_port(running):
    server = postgres.ensure_running(running)

    shown = {name: ask(server, f"SELECT current_setting('{name}')") for name in SETTINGS}

    assert shown == SETTINGS
    assert (
        ask(server, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'template1'")
        == "bC.UTF-8"
    )


SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "listen_addresses": "",
    "server_encoding": "UTF8",
    "TimeZone": "UTC",
    "log_statement": "none",
    "log_lock_waits": "on",
    "shared_buffers": "128MB",
    "max_connections": "60",
}


def test_only_the_account_may_enter_the_data_and_the_socket_folder(running):
    server = postgres.ensure_running(running)

    assert server.data.stat().st_mode & 0o777 == 0o700
    assert server.socket_dir.stat().st_mode & 0o777 == 0o700
    assert server.socket_dir.stat().st_uid == server.data.stat().st_uid != 0
    assert sockets.fits(server.socket_dir)


def test_a_second_call_gives_the_same_server_and_starts_no_process(running, monkeypatch):
    first = postgres.ensure_running(running)

    def refuse(*arguments, **options):
        raise AssertionError(f"a process was started: {arguments}")

    monkeypatch.setattr(subprocess, "Popen", refuse)

    assert postgres.ensure_running(running) == first


def test_four_commands_starting_at_once_get_one_server(base, in_processes):
    pids = in_processes(pid_of_server, base, count=4)

    assert len(set(pids)) == 1
    assert postmaster.is_alive(pids[0])


def test_the_server_outlives_its_starter_and_holds_none_of_its_files(base, open_folder, in_processes):
    with (open_folder / "held open").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        [pid] = in_processes(pid_of_server, base)

    opened = {os.readlink(f"/proc/{pid}/fd/{number}") for number in os.listdir(f"/proc/{pid}/fd")}
    assert postgres.status(base).pid == pid
    assert str(open_folder / "held open") not in opened
    assert os.getsid(pid) != os.getsid(0)


def test_data_stay_through_a_stop_and_a_start(base):
    server = postgres.ensure_running(base)
    with psycopg.connect(server.conninfo(postgres.SUPERUSER, "postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'đề án' AS name")

    assert postgres.stop(base)
    assert not server.socket_dir.exists()
    again = postgres.ensure_running(base)

    assert again.pid != server.pid
    assert ask(again, "SELECT name FROM kept") == "đề án"


def test_stopping_what_does_not_run_says_so(base):
    assert not postgres.stop(base)
    assert not postgres.status(base).running
    assert not base.exists()


def test_an_ordinary_account_runs_its_own_server(bases, in_processes, reachable_programs):
    ordinary = account_for()
    base = bases("của người thường")
    base.mkdir()
    ordinary.give(base)

    [pid] = in_processes(pid_of_server, base, account=ordinary)

    assert (base / "postgres").stat().st_uid == ordinary.uid
    assert in_processes(pid_of_server, base, account=ordinary) == [pid]
    assert pid_of_server(base) == pid


def test_a_waiting_command_gives_up_with_the_name_of_the_holder(base):
    base.mkdir()
    with (
        lock.exclusive(base),
        pytest.raises(postgres.PostgresUnavailable) as refusal,
        lock.exclusive(base, patience=0.1),
    ):
        pass

    assert refusal.value.code == "locked"
    assert str(os.getpid()) in refusal.value.vi
    assert lock.holder(base) == ""


def test_a_folder_with_other_things_is_left_alone(base):
    (base / "postgres").mkdir(parents=True)
    (base / "postgres" / "thư.txt").touch()

    with pytest.raises(postgres.PostgresUnavailable) as refusal:
        postgres.ensure_running(base)

    assert refusal.value.code == "not_our_data"


def test_data_of_another_version_are_left_alone(base, server):
    postgres.stop(base)
    (base / "postgres" / "PG_VERSION").write_text("16\n")

    with pytest.raises(postgres.PostgresUnavailable) as refusal:
        postgres.ensure_running(base)

    assert refusal.value.code == "other_version"


def test_a_server_that_cannot_start_says_why(base, server):
    postgres.stop(base)
    (base / "postgres" / "postgresql.auto.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(postgres.PostgresUnavailable) as refusal:
        postgres.ensure_running(base)

    assert refusal.value.code == "start_failed"
    assert "no_such_setting" in refusal.value.en
