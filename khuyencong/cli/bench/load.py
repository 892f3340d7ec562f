"""
Asks a site for pages over a few kept-alive connections, bounded in number and time.

A process of its own with one plain loop, so that it costs little of the processor it shares with the site. It reads
its order as JSON from standard input and prints what it saw as JSON.
"""

import itertools
import json
import selectors
import socket
import statistics
import sys
import time
from typing import Any

PER_CONNECTION = 100
"""Requests before a connection is opened anew, so that connections spread over the workers as they do behind nginx."""
PATIENCE = 30.0


class Connection:
    """One connection with one question under way."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._address = (order["host"], order["port"])
        self._head = "".join(f"{name}: {value}\r\n" for name, value in order["headers"].items())
        self._asked = 0
        self.socket: socket.socket | None = None

    def ask(self, path: str, selector: selectors.BaseSelector) -> None:
        """Send the next question, over a new connection when it is time."""
        if self.socket is None or self._asked >= PER_CONNECTION:
            self.close(selector)
            self.socket = socket.create_connection(self._address, timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(self.socket, selectors.EVENT_READ, self)
            self._asked = 0
        self._asked += 1
        self._answer = bytearray()
        self._whole: int | None = None
        self.began = time.perf_counter()
        self.socket.sendall(f"GET {path} HTTP/1.1\r\n{self._head}\r\n".encode())

    def take(self) -> bool:
        """
        Take what has arrived; whether the answer is whole.

        :raises ConnectionError: the site hung up in the middle of it.
        """
        assert self.socket is not None
        piece = self.socket.recv(262144)
        if not piece:
            raise ConnectionError
        self._answer += piece
        if self._whole is None and (end := self._answer.find(b"\r\n\r\n")) >= 0:
            self._start = end + 4
            self._whole = self._start + _length(bytes(self._answer[:end]))
        return self._whole is not None and len(self._answer) >= self._whole

    @property
    def status(self) -> int:
        """The code of the answer."""
        return int(self._answer[9:12])

    @property
    def size(self) -> int:
        """Bytes of the answer's body."""
        return len(self._answer) - self._start

    def close(self, selector: selectors.BaseSelector) -> None:
        """Hang up."""
        if self.socket is not None:
            selector.unregister(self.socket)
            self.socket.close()
            self.socket = None


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError("The answer does not say how long it is.")


class Asking:
    """The questions of one order, and what was seen of the answers."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._order = order
        self._paths = itertools.cycle(order["paths"])
        self._connections = [Connection(order) for _ in range(order["connections"])]
        self._selector = selectors.DefaultSelector()
        self._under_way = 0
        self.waits: list[float] = []
        self.sizes: list[int] = []
        self.errors = 0

    def run(self) -> dict[str, Any]:
        """Ask for the paths one after another, until the time or the number of the order is used up."""
        self._began = time.perf_counter()
        for connection in self._connections:
            self._under_way += 1
            connection.ask(next(self._paths), self._selector)
        while self._under_way:
            ready = self._selector.select(PATIENCE)
            if not ready:
                self.errors += self._under_way
                break
            for key, _ in ready:
                self._look_at(key.data)
        seconds = time.perf_counter() - self._began
        self._selector.close()
        return _told(self.waits, self.sizes, self.errors, seconds)

    def _look_at(self, connection: Connection) -> None:
        try:
            if not connection.take():
                return
            self.waits.append(time.perf_counter() - connection.began)
            self.sizes.append(connection.size)
            self.errors += connection.status != 200
        except (OSError, ValueError):
            self.errors += 1
            connection.close(self._selector)
        if self._over():
            self._under_way -= 1
            connection.close(self._selector)
        else:
            connection.ask(next(self._paths), self._selector)

    def _over(self) -> bool:
        late = time.perf_counter() - self._began > self._order["seconds"]
        return late or self.errors > 100 or len(self.waits) + self._under_way > self._order["number"]


def _told(waits: list[float], sizes: list[int], errors: int, seconds: float) -> dict[str, Any]:
    ordered = sorted(waits) or [0.0]
    return {
        "requests": len(waits),
        "seconds": round(seconds, 3),
        "per_second": round(len(waits) / seconds, 1),
        "p50_ms": round(1000 * statistics.median(ordered), 1),
        "p95_ms": round(1000 * ordered[int(0.95 * (len(ordered) - 1))], 1),
        "errors": errors,
        "bytes": max(sizes, default=0),
    }


if __name__ == "__main__":
    json.dump(Asking(json.load(sys.stdin)).run(), sys.stdout)
