"""Activities as people write them, found again; and the nearest one when they are not."""

from collections.abc import Iterable
from typing import Any

from khuyencong.planning.workbook.columns import ActivityName, activity_words, label_key

_SEARCHES = 200
"""Different unknown texts for which the nearest is sought: more than that, and the whole column is something else."""
_CLOSE = 0.45


class ActivityIndex:
    """Looks activities up for one reading; remembers what it was asked."""

    def __init__(self, activities: Iterable[ActivityName]) -> None:
        listed = tuple(activities)
        self._codes = activity_words(listed)
        self._names = {activity.code: activity.name_vi for activity in listed}
        self._pairs = [(label, _pairs(label)) for label in self._codes]
        self._nearest: dict[str, str] = {}
        self.meanings: dict[tuple[Any, ...], Any] = {}
        """Cells already understood in this reading."""

    def code_of(self, text: str) -> str | None:
        """The code of the activity written so, with or without marks, or None."""
        return self._codes.get(label_key(text))

    def nearest(self, text: str) -> str:
        """The name of the activity most alike in spelling, or "" where none is close."""
        label = label_key(text)
        if label not in self._nearest:
            if len(self._nearest) >= _SEARCHES:
                return ""
            self._nearest[label] = self._sought(label)
        return self._nearest[label]

    def _sought(self, label: str) -> str:
        wanted = _pairs(label)
        alike, best = max(((_dice(wanted, pairs), known) for known, pairs in self._pairs), default=(0.0, ""))
        return self._names[self._codes[best]] if alike >= _CLOSE else ""


def _pairs(label: str) -> frozenset[str]:
    padded = f" {label} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
