"""Vega-Lite specs as clean SVG, kept by their content; SVG as PNG for papers."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from khuyencong.web.pictures import cleaning, fonts, palette, vega
from khuyencong.web.pictures.picture import Picture

EDITION = "1"
"""Raise it when the same spec must be drawn anew."""

KEPT = 2000
SECONDS = 30


class NotDrawn(RuntimeError):
    """The drawing engine failed; its last words are the message."""


def cache_folder() -> Path:
    """Where drawn pictures are kept. Losing it costs only time."""
    return Path(settings.VAR_DIR) / "pictures"


def rendered(spec: dict[str, Any], *, cache_dir: Path | None = None, apart: bool = True) -> SafeString:
    """
    The spec as clean SVG: read from ``cache_dir`` when it was drawn before, drawn otherwise.

    ``apart=False`` draws in this process (for jobs that draw many); a page leaves it to a short-lived one.
    :raises NotDrawn: the engine refuses the spec.
    """
    folder = cache_dir or cache_folder()
    content = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    kept = folder / f"{hashlib.sha256(f'{EDITION} {content}'.encode()).hexdigest()}.svg"
    try:
        return SafeString(kept.read_text(encoding="utf-8"))
    except FileNotFoundError:
        svg = cleaning.cleaned(_drawn({"spec": spec}, apart=apart).decode())
        _keep(kept, svg)
        return svg


def png(picture: Picture, *, scale: float = 2, apart: bool = True) -> bytes:
    """The drawing as PNG for a Word document or a slide; ``scale=2`` is about 190 dots an inch."""
    start = picture.svg.index(">") + 1
    on_white = f'{picture.svg[:start]}<rect width="100%" height="100%" fill="{palette.PAPER}"/>{picture.svg[start:]}'
    return _drawn({"svg": on_white, "scale": scale}, apart=apart)


def _drawn(job: dict[str, Any], *, apart: bool) -> bytes:
    job |= {"fonts": fonts.folder()}
    if not apart:
        return vega.draw(job)
    # -P: the names in this folder must not hide modules of the standard library
    command = [sys.executable, "-P", vega.__file__]
    done = subprocess.run(command, input=json.dumps(job).encode(), capture_output=True, timeout=SECONDS, check=False)
    if done.returncode:
        raise NotDrawn(done.stderr.decode(errors="replace")[-500:])
    return done.stdout


def _keep(target: Path, svg: str) -> None:
    """Written beside and moved into place: another worker sees the whole picture or none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(svg)
    os.replace(name, target)
    _forget_the_oldest(target.parent)


def _forget_the_oldest(folder: Path) -> None:
    kept = list(folder.glob("*.svg"))
    if len(kept) > KEPT:
        for old in sorted(kept, key=lambda path: path.stat().st_mtime)[: len(kept) - KEPT]:
            old.unlink(missing_ok=True)
