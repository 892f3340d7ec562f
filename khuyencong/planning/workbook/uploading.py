"""Takes in an uploaded plan: guarded and read in a process of its own."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from khuyencong.core.spreadsheet import isolated
from khuyencong.planning.workbook.columns import ActivityName
from khuyencong.planning.workbook.plan import ReadPlan
from khuyencong.planning.workbook.reader import read_plan


def read_upload(
    file: str | Path | IO[bytes], activities: Iterable[ActivityName], *, seconds: int = 20, memory_mb: int = 512
) -> ReadPlan:
    """
    The plan an uploaded file says, hostile or not.

    :raises khuyencong.core.spreadsheet.Refused: the file is not taken in; ``said()`` tells why and what to do.
    """
    listed = tuple(activities)
    plain = [[activity.code, activity.name_vi, list(activity.aliases)] for activity in listed]
    kept = isolated(read_to_json, file, arguments={"activities": plain}, seconds=seconds, memory_mb=memory_mb)
    return ReadPlan.from_json(kept, listed)


def read_to_json(path: str, *, activities: list[list[Any]]) -> dict[str, Any]:
    """What the child does: reads the plan and returns plain values."""
    named = [ActivityName(code, name_vi, tuple(aliases)) for code, name_vi, aliases in activities]
    return read_plan(path, named).to_json()
