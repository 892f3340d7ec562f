"""Sums over lines of a plan, in whole đồng."""

from collections.abc import Iterable
from typing import Any

MONEY_FIELDS = ("total", "support_national", "support_local", "counterpart", "other")


def summed(rows: Iterable[Any]) -> dict[str, int]:
    """Each money field added up; a figure not given counts as nothing."""
    sums = dict.fromkeys(MONEY_FIELDS, 0)
    for row in rows:
        for name in MONEY_FIELDS:
            sums[name] += getattr(row, name) or 0
    return sums
