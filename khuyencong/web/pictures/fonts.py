"""The site's font for the drawing engine, which reads TrueType only: the npm package holds WOFF."""

import struct
import zlib
from functools import cache
from pathlib import Path

from django.conf import settings

FAMILY = "be-vietnam-pro"
WEIGHTS = (400, 600)
SUBSETS = ("latin", "vietnamese")


@cache
def folder() -> str:
    """A folder with the font as TrueType; empty when the packages are not installed (a plain face is used then)."""
    source = Path(settings.BASE_DIR) / "node_modules/@fontsource" / FAMILY / "files"
    target = Path(settings.VAR_DIR) / "fonts"
    for weight in WEIGHTS:
        for subset in SUBSETS:
            packed = source / f"{FAMILY}-{subset}-{weight}-normal.woff"
            ready = target / f"{packed.stem}.ttf"
            if not ready.exists() and packed.exists():
                target.mkdir(parents=True, exist_ok=True)
                ready.write_bytes(unpacked(packed.read_bytes()))
    return str(target) if target.is_dir() else ""


def unpacked(woff: bytes) -> bytes:
    """
    The TrueType font within a WOFF 1.0 file (W3C Recommendation of 13 December 2012).

    :raises ValueError: not a WOFF file.
    """
    signature, flavour, _length, count = struct.unpack_from(">4sIIH", woff)
    if signature != b"wOFF":
        raise ValueError("Not a WOFF 1.0 font.")
    entries = [struct.unpack_from(">4sIIII", woff, 44 + 20 * index) for index in range(count)]
    directory, body, offset = b"", b"", 12 + 16 * count
    for tag, at, packed, size, checksum in entries:
        table = woff[at : at + packed]
        table = table if packed == size else zlib.decompress(table)
        directory += struct.pack(">4sIII", tag, checksum, offset + len(body), size)
        body += table + b"\0" * (-size % 4)
    return struct.pack(">IHHHH", flavour, count, *_search_hints(count)) + directory + body


def _search_hints(count: int) -> tuple[int, int, int]:
    power = count.bit_length() - 1
    return 16 << power, power, 16 * count - (16 << power)
