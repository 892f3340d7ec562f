"""
The site's font for the drawing engine, which reads whole TrueType files; the npm package holds it as WOFF in pieces.

A piece has the letters of one script. The engine would set the letters of the other piece in whatever face the
machine happens to have, or leave them out, so the pieces are put together into one font.
"""

import os
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

FAMILY = "be-vietnam-pro"
WEIGHTS = (400, 600)
PIECES = ("latin", "vietnamese")

Tables = dict[bytes, bytes]


@cache
def folder() -> str:
    """A folder with the font; empty when the npm package is not installed (the machine's own faces are used then)."""
    source = Path(settings.BASE_DIR) / "node_modules/@fontsource" / FAMILY / "files"
    target = Path(settings.VAR_DIR) / "fonts"
    name = source / f"{FAMILY}-{PIECES[0]}-{WEIGHTS[0]}-normal.woff"
    for weight in WEIGHTS:
        pieces = [source / f"{FAMILY}-{piece}-{weight}-normal.woff" for piece in PIECES]
        ready = target / f"{FAMILY}-{weight}.ttf"
        if not ready.exists() and all(piece.exists() for piece in pieces):
            target.mkdir(parents=True, exist_ok=True)
            part = ready.with_suffix(f".{os.getpid()}")
            # every weight under the regular's name: the engine looks a face up by family and weight
            named = tables(name.read_bytes())[b"name"]
            part.write_bytes(joined([tables(piece.read_bytes()) for piece in pieces], name=named))
            os.replace(part, ready)
    return str(target) if target.is_dir() else ""


def tables(woff: bytes) -> Tables:
    """
    The tables of a WOFF 1.0 file (W3C Recommendation of 13 December 2012).

    :raises ValueError: not a WOFF file.
    """
    signature, _flavour, _length, count = struct.unpack_from(">4sIIH", woff)
    if signature != b"wOFF":
        raise ValueError("Not a WOFF 1.0 font.")
    found = {}
    for index in range(count):
        tag, at, packed, size, _checksum = struct.unpack_from(">4sIIII", woff, 44 + 20 * index)
        table = woff[at : at + packed]
        found[tag] = table if packed == size else zlib.decompress(table)
    return found


def joined(pieces: list[Tables], *, name: bytes) -> bytes:
    """One TrueType font with the letters of all pieces, called as the table ``name`` says."""
    first = pieces[0]
    letters: dict[int, int] = {}
    outlines: list[bytes] = []
    widths = b""
    for piece in pieces:
        start = len(outlines)
        letters |= {code: glyph + start for code, glyph in _letters(piece[b"cmap"]).items() if code not in letters}
        outlines += [_moved(outline, start) for outline in _outlines(piece)]
        widths += _widths(piece)
    count = len(outlines)
    offsets = [0]
    for outline in outlines:
        offsets.append(offsets[-1] + len(outline))
    font = {b"OS/2": first[b"OS/2"], b"name": name}
    font[b"glyf"], font[b"hmtx"], font[b"cmap"] = b"".join(outlines), widths, _cmap(letters)
    font[b"loca"] = struct.pack(f">{count + 1}I", *offsets)
    font[b"head"] = first[b"head"][:50] + struct.pack(">hh", 1, 0)
    font[b"hhea"] = first[b"hhea"][:34] + struct.pack(">H", count)
    font[b"maxp"] = first[b"maxp"][:4] + struct.pack(">H", count) + first[b"maxp"][6:]
    font[b"post"] = struct.pack(">I", 0x00030000) + first[b"post"][4:32]
    return _file(font)


def _letters(cmap: bytes) -> dict[int, int]:
    """Glyph by character, from the subtable of format 4, which all these fonts have."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    starts = [struct.unpack_from(">HHI", cmap, 4 + 8 * index)[2] for index in range(count)]
    table = next(cmap[start:] for start in starts if cmap[start : start + 2] == b"\0\x04")
    segments = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", table, 14)
    begins, deltas, ranges = (
        struct.unpack_from(f">{segments}H", table, 16 + 2 * segments * part) for part in (1, 2, 3)
    )
    found = {}
    for index in range(segments):
        for code in range(begins[index], min(ends[index], 0xFFFE) + 1):
            glyph = code
            if ranges[index]:
                place = 16 + 6 * segments + 2 * index + ranges[index] + 2 * (code - begins[index])
                (glyph,) = struct.unpack_from(">H", table, place)
            if glyph or not ranges[index]:
                found[code] = (glyph + deltas[index]) & 0xFFFF
    return found


def _outlines(piece: Tables) -> Iterator[bytes]:
    (count,) = struct.unpack_from(">H", piece[b"maxp"], 4)
    (long,) = struct.unpack_from(">h", piece[b"head"], 50)
    offsets = struct.unpack_from(f">{count + 1}{'I' if long else 'H'}", piece[b"loca"])
    for start, end in zip(offsets, offsets[1:], strict=False):
        outline = piece[b"glyf"][start:end] if long else piece[b"glyf"][2 * start : 2 * end]
        yield outline + b"\0" * (-len(outline) % 4)


def _moved(outline: bytes, by: int) -> bytes:
    """A letter made of others (ố is o, circumflex and acute) names them by number, which has moved."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return outline
    changed, at, more = bytearray(outline), 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", changed, at)
        struct.pack_into(">H", changed, at + 2, glyph + by)
        at += 8 if flags & 0x1 else 6
        at += 2 if flags & 0x8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        more = bool(flags & 0x20)
    return bytes(changed)


def _widths(piece: Tables) -> bytes:
    """Width and left edge of every glyph; the last width stands for all that follow."""
    (count,) = struct.unpack_from(">H", piece[b"maxp"], 4)
    (given,) = struct.unpack_from(">H", piece[b"hhea"], 34)
    table = piece[b"hmtx"]
    last = table[4 * given - 4 : 4 * given - 2]
    return table[: 4 * given] + b"".join(last + table[at : at + 2] for at in range(4 * given, 2 * (count + given), 2))


def _cmap(letters: dict[int, int]) -> bytes:
    groups = b"".join(struct.pack(">III", code, code, letters[code]) for code in sorted(letters))
    head = struct.pack(">HHHHI", 0, 1, 3, 10, 12)
    return head + struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(letters)) + groups


def _file(font: Tables) -> bytes:
    directory, body, count = b"", b"", len(font)
    for tag, table in sorted(font.items()):
        padded = table + b"\0" * (-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag, checksum, 12 + 16 * count + len(body), len(table))
        body += padded
    power = count.bit_length() - 1
    return struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power)) + directory + body
