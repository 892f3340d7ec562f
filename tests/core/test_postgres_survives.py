"""The embedded server comes back after whatever may befall it."""

import multiprocessing
import os
import shutil
import signal
import time

import psycopg
import pytest

from khuyencong.core import postgres
from khuyencong.core.postgres import places, postmaster, sockets
from khuyencong.core.postgres.account import account_for


def word(server):
    with psycopg.connect(server.conninfo(postgres.SUPERUSER, "postgres")) as connection:
        return connection.execute("SELECT word FROM kept").fetchone()[0]


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    assert postmaster.wait_until_gone(pid, 5)


def test_a_killed_server_comes_back_with_its_data(base, server):
    kill(server.pid)
    assert postgres.status(base).left_behind

    again = postgres.ensure_running(base)

    assert again.pid != server.pid
    assert word(again) == "còn nguyên"


def test_it_comes_back_while_a_session_of_the_killed_server_is_still_ending(base, server):
    session = psycopg.connect(server.conninfo(postgres.SUPERUSER, "postgres"))
    kill(server.pid)

    assert word(postgres.ensure_running(base)) == "còn nguyên"
    session.close()


def test_four_commands_find_a_killed_server_and_start_one(base, server, in_processes):
    kill(server.pid)

    pids = in_processes(lambda: postgres.ensure_running(base).pid, count=4)

    assert len(set(pids)) == 1
    assert word(postgres.ensure_running(base)) == "còn nguyên"


def test_a_killed_starter_leaves_nothing_in_the_way(base):
    starter = multiprocessing.get_context("fork").Process(target=postgres.ensure_running, args=(base,))
    starter.start()
    deadline = time.monotonic() + 20
    while not list(base.glob("postgres.new-*")) and time.monotonic() < deadline:
        time.sleep(0.005)
    starter.kill()
    starter.join()
    assert not places.place_of(base).initialised

    assert postgres.ensure_running(base)
    assert not list(base.glob("postgres.new-*"))


@pytest.mark.parametrize("kind", ["process of the same account", "our own process"])
def test_a_pid_file_whose_number_another_process_was_given_is_cleared(base, server, kind):
    kill(server.pid)
    stranger = sleeping(account_for(server.data)) if kind.startswith("process") else os.getpid()
    try:
        name_in_pid_files(server, stranger)

        again = postgres.ensure_running(base)

        assert word(again) == "còn nguyên"
        assert postmaster.is_alive(stranger)
    finally:
        if stranger != os.getpid():
            os.kill(stranger, signal.SIGKILL)


def sleeping(account):
    """A process of that account which is not our child, as any stranger on the machine."""
    return int(account.run("/bin/sh", "-c", "sleep 60 >/dev/null 2>&1 & echo $!").stdout)


def name_in_pid_files(server, pid):
    server.socket_dir.mkdir(exist_ok=True)
    for path in (
        server.data / postmaster.PID_FILE,
        sockets.socket_file(server.socket_dir).with_suffix(".5432.lock"),
    ):
        lines = path.read_text().splitlines()
        path.write_text("\n".join([str(pid), *lines[1:]]) + "\n")


def test_a_damaged_pid_file_is_no_obstacle(base, server):
    kill(server.pid)
    (server.data / postmaster.PID_FILE).write_bytes(b"\xff\xfe not a number\n")

    assert word(postgres.ensure_running(base)) == "còn nguyên"


def test_a_swept_socket_folder_is_made_again(base, server):
    shutil.rmtree(server.socket_dir)

    again = postgres.ensure_running(base)

    assert word(again) == "còn nguyên"
    assert not postmaster.is_alive(server.pid)


def test_data_deleted_under_a_running_server_are_made_anew(base, server):
    shutil.rmtree(server.data)

    again = postgres.ensure_running(base)

    assert not postmaster.is_alive(server.pid)
    with psycopg.connect(again.conninfo(postgres.SUPERUSER, "postgres")) as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone()[0] is None


def test_a_copied_folder_gets_a_server_of_its_own(bases, base, server):
    copy = bases("bản sao")
    shutil.copytree(base, copy, ignore=shutil.ignore_patterns("*.lock"))

    theirs = postgres.ensure_running(copy)

    assert theirs.pid != server.pid
    assert postgres.ensure_running(base) == server
    assert word(theirs) == word(server) == "còn nguyên"


def test_a_moved_folder_keeps_its_data_and_its_server_moves_along(bases, base, server):
    moved = bases("nơi mới")
    base.rename(moved)

    there = postgres.ensure_running(moved)

    assert word(there) == "còn nguyên"
    assert not postmaster.is_alive(server.pid)
    assert postgres.ensure_running(moved) == there


def test_new_data_in_the_place_of_moved_ones_are_not_touched_by_the_old_server(bases, base, server):
    moved = bases("nơi mới")
    base.rename(moved)

    here = postgres.ensure_running(base)

    assert not postmaster.is_alive(server.pid)
    assert word(postgres.ensure_running(moved)) == "còn nguyên"
    postgres.stop(base)
    assert postgres.ensure_running(base).data == here.data


def test_one_folder_by_two_names_has_one_server(open_folder, base, server):
    other_name = open_folder / "tên khác"
    other_name.symlink_to(base)

    assert postgres.ensure_running(other_name).pid == server.pid


def test_a_strangers_folder_in_the_sockets_place_is_passed_over(base, open_folder):
    base.mkdir()
    taken = open_folder / "of a stranger"
    taken.mkdir()
    trap = sockets.Path("/tmp") / places.place_of(base).name
    trap.symlink_to(taken)
    try:
        server = postgres.ensure_running(base)

        assert server.socket_dir.name == f"{trap.name}-2"
        assert not list(taken.iterdir())
    finally:
        trap.unlink()
