"""
The whole site in a process of its own, with a small country in a database of its own, and a browser to look at it.

The test database cannot serve: what a test does in it is never committed, and a flush cannot empty the trail of acts.
"""

import contextlib
import datetime
import os
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client, override_settings

from tests.support import world as small_country
from tests.support.race import RaceDatabase, _copied, _on_server, dropped
from tests.support.world import World

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60
ON = datetime.date(2026, 3, 2)


@dataclass(frozen=True)
class Site:
    """A running site: where it answers, and who lives in it."""

    address: str
    world: World

    def session_of(self, user) -> list[dict]:
        """The cookies of somebody signed in with both factors."""
        client = Client()
        client.force_login(user)
        value = client.cookies["sessionid"].value
        return [{"name": "sessionid", "value": value, "url": self.address}]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The site on a free port of this machine; the database goes with it."""
    files, original = tmp_path_factory.mktemp("files"), connection.settings_dict["NAME"]
    name = f"{original}_site_{uuid.uuid4().hex[:8]}"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files), contextlib.ExitStack() as after:
        # a browser driven from here has a loop of its own in this thread
        after.enter_context(pytest.MonkeyPatch.context()).setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        _database(name, original)
        after.callback(dropped, name)
        after.callback(_back_to, original)
        country = small_country.build(on=ON)
        yield Site(after.enter_context(_running(name, files, files / "site.log")), country)


def _database(name: str, original: str) -> None:
    """A copy of the test database; where no other test needed one, a database made from the migrations."""
    connections.close_all()
    copy = original == connection.settings_dict["TEST"]["NAME"]
    _copied(original, name) if copy else _on_server(f'CREATE DATABASE "{name}"')
    connection.settings_dict["NAME"] = name
    if not copy:
        call_command("migrate", verbosity=0)


def _back_to(original: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = original


@contextlib.contextmanager
def _running(name: str, files: Path, log: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    more = {"DJANGO_SETTINGS_MODULE": "tests.support.site_settings", "SITE_FILES": str(files)}
    words = [sys.executable, "manage.py", "runserver", "--noreload", "--insecure", f"127.0.0.1:{port}"]
    with log.open("wb") as out:
        environment = RaceDatabase(name).environment(**more)
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(port, process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8")[-3000:])


@pytest.fixture(scope="module")
def chromium(site):
    """Debian's Chromium; the tests that need one are skipped where there is none."""
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip(f"there is no {CHROMIUM} on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()
        connections.close_all()  # beside the browser's loop Django keeps connections of their own


def scrolls_sideways(page) -> int:
    """How many pixels of the page stand out on the right; 0 when it fits."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
