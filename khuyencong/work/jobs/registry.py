"""Which kinds of job there are."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Function = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: its function and how it is run."""

    name: str
    function: Function
    atomic: bool
    max_attempts: int
    minutes: int
    at: datetime.time | None
    every: datetime.timedelta | None

    @property
    def is_timed(self) -> bool:
        """Whether the timetable asks for it."""
        return self.at is not None or self.every is not None


KINDS: dict[str, Kind] = {}


def job(
    name: str,
    *,
    atomic: bool = True,
    max_attempts: int = 3,
    minutes: int = 60,
    at: datetime.time | None = None,
    every: datetime.timedelta | None = None,
) -> Callable[[Function], Function]:
    """
    Register a function ``(job, **arguments)`` as a kind of job, named by stage and verb.

    ``atomic``: the function runs in one transaction together with the mark «done», so that its effect in the
    database happens once or not at all. Without it the function commits in parts, and must bear being begun again.
    ``minutes``: after that long the worker gives it up. ``at`` (local time) or ``every`` put it into the timetable.

    :raises ValueError: the name is taken by another function.
    """

    def register(function: Function) -> Function:
        taken = KINDS.get(name)
        if taken and taken.function.__qualname__ != function.__qualname__:
            raise ValueError(f"Two kinds of job are named {name}.")
        KINDS[name] = Kind(name, function, atomic, max_attempts, minutes, at, every)
        return function

    return register
