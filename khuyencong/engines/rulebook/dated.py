"""Values that hold for a time. The start is inclusive, the end exclusive and may be open."""

import datetime
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Anything that holds from a day until, but not on, another."""

    @property
    def valid_from(self) -> datetime.date | None: ...

    @property
    def valid_to(self) -> datetime.date | None: ...


T = TypeVar("T", bound=Dated)


def holds_on(value: Dated, day: datetime.date) -> bool:
    """Whether the value holds on that day."""
    begun = value.valid_from is None or value.valid_from <= day
    return begun and (value.valid_to is None or day < value.valid_to)


def in_force_on(values: Iterable[T], day: datetime.date) -> list[T]:
    """Those of the values that hold on that day, in the order given."""
    return [value for value in values if holds_on(value, day)]
