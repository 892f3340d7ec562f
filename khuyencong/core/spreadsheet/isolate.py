"""Runs a reading in a process of its own, with a ceiling on time and memory: a hostile file harms nobody else."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from khuyencong.core.spreadsheet.guard import MEGABYTE, SIZE_LIMIT
from khuyencong.core.spreadsheet.refused import Refused

logger = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[3]


def isolated(
    function: Callable[..., Any],
    file: str | Path | IO[bytes],
    *,
    arguments: dict[str, Any] | None = None,
    seconds: int = 10,
    memory_mb: int = 512,
    size_limit: int = SIZE_LIMIT,
) -> Any:
    """
    What ``function(path, **arguments)`` returns, run in a child that first lets the guard look at the file.

    The function is one of a module's own, importable without Django; arguments and result are plain JSON values. The
    child gets no setting and no secret, cannot write files, and is killed after twice the seconds of its own time.

    :raises Refused: by the guard, for time or memory, or because the file cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="spreadsheet-") as folder:
        path = _on_disk(file, Path(folder), size_limit)
        order = {
            "function": f"{function.__module__}:{function.__qualname__}",
            "path": str(path),
            "arguments": arguments or {},
            "seconds": seconds,
            "memory_mb": memory_mb,
            "size_limit": size_limit,
        }
        return _answer(_run(order, seconds=seconds, folder=folder), order)


def _on_disk(file: str | Path | IO[bytes], folder: Path, size_limit: int) -> Path:
    if isinstance(file, str | Path):
        return Path(file).resolve()
    path = folder / "upload"
    file.seek(0, os.SEEK_END)
    size = file.tell()
    if size > size_limit:
        raise Refused("too_big", megabytes=-(-size // MEGABYTE), limit=size_limit // MEGABYTE)
    file.seek(0)
    with path.open("wb") as target:
        shutil.copyfileobj(file, target)
    return path


def _run(order: dict[str, Any], *, seconds: int, folder: str) -> "subprocess.CompletedProcess[bytes]":
    paths = [str(_ROOT), *(path for path in sys.path if path)]
    try:
        return subprocess.run(
            [sys.executable, "-m", "khuyencong.core.spreadsheet.child"],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=seconds * 2,
            cwd=folder,
            env={
                "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
                "LANG": "C.UTF-8",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("too_slow", seconds=seconds * 2) from error


def _answer(done: "subprocess.CompletedProcess[bytes]", order: dict[str, Any]) -> Any:
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {}
    if "result" in answer:
        return answer["result"]
    if "refused" in answer:
        raise Refused.from_json(answer["refused"])
    if done.returncode in (-24, -9):
        raise Refused("too_slow", seconds=order["seconds"])
    if done.returncode == -6 or answer.get("memory"):
        raise Refused("too_much_memory", megabytes=order["memory_mb"])
    logger.error(
        "Reading a spreadsheet failed (%s): %s", done.returncode, done.stderr[-4000:].decode("utf-8", "replace")
    )
    raise Refused("unreadable")
