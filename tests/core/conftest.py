"""Folders in which a real server is started, and ends with the test."""

import contextlib
import multiprocessing
import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from khuyencong.core import postgres
from khuyencong.core.postgres import binaries, lifecycle
from khuyencong.core.postgres.account import unprivileged

# What only root can show is left out for others, not skipped.
collect_ignore = [] if os.geteuid() == 0 else ["test_postgres_as_root.py"]


@pytest.fixture
def open_folder():
    """A folder with a space and Vietnamese letters which every account can reach."""
    with _open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def running():
    """A base whose server runs for all the tests of a file; they leave it as they found it."""
    with _open_folder() as folder:
        base = folder / "dữ liệu"
        postgres.ensure_running(base)
        try:
            yield base
        finally:
            postgres.stop(base)


@pytest.fixture(scope="session")
def seed():
    """Data made once, with one word in them, to be copied where making them is not what is tested."""
    with _open_folder() as folder:
        server = postgres.ensure_running(folder)
        with psycopg.connect(server.conninfo(postgres.SUPERUSER, "postgres")) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'còn nguyên' AS word")
        postgres.stop(folder)
        yield server.data


@pytest.fixture
def server(base, seed):
    """A running server with a copy of the seed."""
    shutil.copytree(seed, base / "postgres")
    return postgres.ensure_running(base)


@pytest.fixture
def bases(open_folder):
    """Makes folders for servers; every server in them is stopped afterwards."""
    made = []

    def make(name="dữ liệu"):
        made.append(open_folder / name)
        return made[-1]

    yield make
    for base in made:
        with contextlib.suppress(postgres.PostgresUnavailable):
            postgres.stop(base)


@pytest.fixture
def base(bases):
    return bases()


@pytest.fixture
def in_processes():
    """Call a function in several processes at once and give their answers, optionally as a powerless account."""
    return _in_processes


@pytest.fixture
def reachable_programs(open_folder, monkeypatch):
    """The wheel's programs where an ordinary account can run them, also when the checkout is a private one."""
    if os.geteuid() == 0 and not binaries.usable_by(unprivileged(), binaries.wheel_binaries()):
        copied = binaries.copy_for(unprivileged(), open_folder)
        monkeypatch.setattr(lifecycle.binaries, "wheel_binaries", lambda: copied)


@contextlib.contextmanager
def _open_folder():
    folder = Path(tempfile.mkdtemp(prefix="khuyến công ", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_processes(work, *arguments, count=1, account=None):
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()

    def run():
        if account and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
        try:
            answers.put(work(*arguments))
        except postgres.PostgresUnavailable as error:
            answers.put(error.code)

    processes = [context.Process(target=run) for _ in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    return [answers.get() for _ in processes]
