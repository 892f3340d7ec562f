"""
What an earlier stage announces and a later one reacts to, in the same transaction.

An event is a small frozen dataclass of ids and dates. A reaction may refuse, which undoes what was announced; letters
and calls to other systems wait for the commit.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

E = TypeVar("E")
Reaction = Callable[[Any], None]

_reactions: dict[type, list[Reaction]] = defaultdict(list)


def reacts_to(event_class: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Marks a function of a stage's ``reactions.py`` as what happens when such an event is announced."""

    def register(reaction: Callable[[E], None]) -> Callable[[E], None]:
        if reaction not in _reactions[event_class]:
            _reactions[event_class].append(reaction)
        return reaction

    return register


def announce(event: object) -> None:
    """
    Have every reaction to the event run now, in the order they were registered.

    :raises RuntimeError: outside a transaction, because the act and its consequences must stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event is announced in the transaction of the act it tells of.")
    for reaction in _reactions[type(event)]:
        reaction(event)


def reactions() -> dict[str, list[str]]:
    """Every event and the reactions to it, by name, so that no chain is hidden."""
    return {
        event.__qualname__: [f"{reaction.__module__}.{reaction.__qualname__}" for reaction in known]
        for event, known in sorted(_reactions.items(), key=lambda row: row[0].__qualname__)
        if known
    }
