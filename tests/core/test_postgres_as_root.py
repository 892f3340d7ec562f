"""Root starts the server as an account without powers, and opens no parent folder for it."""

import os
import re
import shutil
from pathlib import Path

import psycopg
import pytest

from khuyencong.core import postgres
from khuyencong.core.postgres import binaries, lifecycle, places
from khuyencong.core.postgres.account import unprivileged


@pytest.fixture
def stores(open_folder, monkeypatch):
    """A stand-in for /var/lib/khuyencong."""
    folder = open_folder / "var lib"
    monkeypatch.setattr(places, "STORES", folder)
    return folder


@pytest.fixture
def closed(open_folder):
    """A folder only root may enter, as /root is."""
    folder = open_folder / "riêng của root"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def ended():
    """Bases whose servers end with the test."""
    bases = []
    yield bases
    for base in bases:
        if base.exists():
            postgres.stop(base)


def owner_of_process(pid):
    return os.stat(f"/proc/{pid}").st_uid


def write(server):
    with psycopg.connect(server.conninfo(postgres.SUPERUSER, "postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")


def kept(server):
    with psycopg.connect(server.conninfo(postgres.SUPERUSER, "postgres")) as connection:
        return connection.execute("SELECT to_regclass('kept') IS NOT NULL").fetchone()[0]


def test_the_server_has_no_powers_and_no_parents_mode_changes(base, open_folder):
    open_folder.chmod(0o711)

    server = postgres.ensure_running(base)

    assert owner_of_process(server.pid) == unprivileged().uid
    assert re.search(r"^Groups:\s*$", Path(f"/proc/{server.pid}/status").read_text(), re.MULTILINE)
    assert open_folder.stat().st_mode & 0o777 == 0o711
    assert base.stat().st_uid == 0


def test_data_of_a_closed_checkout_stand_elsewhere_and_are_found_again(closed, stores, ended):
    base = closed / "var"
    ended.append(base)

    server = postgres.ensure_running(base)
    write(server)

    assert server.data.parent.parent == stores
    assert (base / places.RECORD).read_text().strip() == str(server.data.parent)
    assert closed.stat().st_mode & 0o777 == 0o700
    postgres.stop(base)
    assert kept(postgres.ensure_running(base))


def test_a_moved_checkout_finds_its_data_and_a_new_one_in_its_place_gets_its_own(closed, stores, ended):
    first, moved = closed / "a", closed / "b"
    ended += [first, moved]
    write(postgres.ensure_running(first))
    first.rename(moved)

    assert kept(postgres.ensure_running(moved))
    postgres.stop(moved)
    assert kept(postgres.ensure_running(moved))
    assert not kept(postgres.ensure_running(first))


def test_a_copied_checkout_gets_data_of_its_own(closed, stores, ended):
    first, copy = closed / "a", closed / "b"
    ended += [first, copy]
    write(postgres.ensure_running(first))
    shutil.copytree(first, copy)

    assert not kept(postgres.ensure_running(copy))
    assert kept(postgres.ensure_running(first))


def test_lost_data_are_not_silently_replaced(closed, stores, ended):
    base = closed / "var"
    ended.append(base)
    server = postgres.ensure_running(base)
    postgres.stop(base)
    shutil.rmtree(server.data)

    with pytest.raises(postgres.PostgresUnavailable) as refusal:
        postgres.ensure_running(base)

    assert refusal.value.code == "place_lost"


def test_programs_of_a_closed_checkout_are_copied_once(base, closed, stores, monkeypatch):
    package = binaries.wheel_binaries().parent.parent
    shutil.copytree(package / binaries.INSTALL, closed / binaries.PACKAGE / binaries.INSTALL, symlinks=True)
    shutil.copytree(package.parent / binaries.LIBRARIES, closed / binaries.LIBRARIES)
    hidden = closed / binaries.PACKAGE / binaries.INSTALL / "bin"
    monkeypatch.setattr(binaries, "wheel_binaries", lambda: hidden)

    server = postgres.ensure_running(base)

    used = os.readlink(f"/proc/{server.pid}/exe")
    assert used.startswith(str(stores))
    assert server.data == base / "postgres"
    copied = os.stat(used).st_ino
    postgres.stop(base)
    again = postgres.ensure_running(base)
    assert os.stat(f"/proc/{again.pid}/exe").st_ino == copied


def test_the_owner_of_the_folder_runs_the_server_and_may_go_on_without_root(bases, in_processes, reachable_programs):
    account = unprivileged()
    base = bases("của người thường")
    base.mkdir()
    account.give(base)

    server = postgres.ensure_running(base)

    assert owner_of_process(server.pid) == account.uid
    postgres.stop(base)
    [pid] = in_processes(lambda: postgres.ensure_running(base).pid, account=account)
    assert owner_of_process(pid) == account.uid


def test_another_account_is_told_whose_the_data_are(base, in_processes):
    postgres.ensure_running(base)
    stranger = lifecycle.Account(54321, 54321, "stranger")

    assert in_processes(postgres.ensure_running, base, account=stranger) == ["other_account"]


def test_data_which_root_took_by_a_recursive_chown_are_given_back(base):
    write(postgres.ensure_running(base))
    postgres.stop(base)
    for root, folders, files in os.walk(base):
        for name in folders + files:
            os.chown(os.path.join(root, name), 0, 0, follow_symlinks=False)

    assert kept(postgres.ensure_running(base))
