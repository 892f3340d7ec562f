"""The reviewed files of the law, as plain dictionaries. Nothing here is edited by the running system."""

import functools
import hashlib
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
FILES = ("instruments", "activities", "evidence", "advances", "norms", "deadlines")


@functools.cache
def read(name: str) -> dict[str, Any]:
    """One reviewed file. Treat the answer as frozen: it is shared."""
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 a safe one


@functools.cache
def version() -> str:
    """The day of the last review and a short hash of all files, for example «2026-11-23.1a2b3c4d»."""
    content = hashlib.sha256()
    for name in FILES:
        content.update((FOLDER / f"{name}.yaml").read_bytes())
    day = max(read(name)["version"] for name in FILES)
    return f"{day.isoformat()}.{content.hexdigest()[:8]}"


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
