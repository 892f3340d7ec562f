"""A site as production runs it, on a free port of this machine."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from khuyencong.cli.bench import machine
from khuyencong.cli.bench.home import HOST, ROOT, Home, StepFailed

WORKERS = 2
CONNECTIONS = 8
WARM = 40
START_SECONDS = 60


class Site:
    """A running gunicorn, and what it costs."""

    def __init__(self, home: Home, port: int, pid: int, cookie: str) -> None:
        self._home, self._port, self._pid, self._cookie = home, port, pid, cookie

    @property
    def workers(self) -> list[int]:
        """The process numbers of the workers."""
        return machine.children(self._pid)

    def loaded(self, paths: Sequence[str], *, seconds: float, number: int = 20_000) -> dict[str, Any]:
        """
        Ask for the paths in turn over several connections; what was seen, and the processor time of each answer.

        ``others_cores`` says how many cores worked for somebody else meanwhile: a figure taken while it is far from 0
        says less than the machine can do.
        """
        began, site, base = machine.Moment.now(), self._site_seconds(), self._base_seconds()
        seen = self._ask(paths, seconds=seconds, number=number)
        site, base = self._site_seconds() - site, self._base_seconds() - base
        answers = max(seen["requests"], 1)
        cores = began.busy_cores_since()
        seen["site_cpu_ms"] = round(1000 * site / answers, 2)
        seen["database_cpu_ms"] = round(1000 * base / answers, 2)
        seen["others_cores"] = round(max(cores - (site + base) / seen["seconds"], 0.0), 2)
        return seen

    def warm(self, paths: Sequence[str]) -> None:
        """Let each worker load what it keeps in memory."""
        self._ask(paths, seconds=30, number=max(WARM, len(paths)))

    def _ask(self, paths: Sequence[str], *, seconds: float, number: int) -> dict[str, Any]:
        order = {
            "host": "127.0.0.1",
            "port": self._port,
            "headers": {"Host": HOST, "X-Forwarded-Proto": "https", "Cookie": self._cookie},
            "paths": list(paths),
            "connections": CONNECTIONS,
            "seconds": seconds,
            "number": number,
        }
        done = subprocess.run(
            [sys.executable, "-m", "khuyencong.cli.bench.load"],
            input=json.dumps(order), capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
        if done.returncode:
            raise StepFailed(done.stderr[-2000:])
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    def _site_seconds(self) -> float:
        return machine.processor_seconds(self._pid)

    def _base_seconds(self) -> float:
        return machine.processor_seconds(self._home.server.pid)


@contextmanager
def serving(home: Home, database: str, cookie: str) -> Iterator[Site]:
    """The site on a database, stopped at the end."""
    port = _free_port()
    command = [sys.executable, "-m", "khuyencong", "serve", "--port", str(port), "--workers", str(WORKERS)]
    log = (home.folder / "site.log").open("ab")
    process = subprocess.Popen(command, env=home.environment(database), cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(port, process)
        yield Site(home, port, process.pid, cookie)
    finally:
        process.terminate()
        try:
            process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/livez", headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise StepFailed("The site did not start; see var/bench/site.log.")
