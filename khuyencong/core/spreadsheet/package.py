"""The package of a spreadsheet by its directory alone: names, sizes, parts that do something."""

import re
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from khuyencong.core.spreadsheet.refused import Refused

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a spreadsheet may have at most. Sizes in bytes, unpacked."""

    parts: int = 1000
    total: int = 120 * MEGABYTE
    part: int = 80 * MEGABYTE
    ratio: int = 200
    """Unpacked to packed, for a part over a megabyte; sheets of repeated cells reach about 50."""
    rows: int = 100_000
    columns: int = 512
    cells: int = 3_000_000
    """Of the rectangle from A1 to the last cell, which is what reading it costs."""


_MACRO = re.compile(r"vbaproject|vbadata|(^|/)macrosheets/|(^|/)dialogsheets/|^basic/|^scripts/", re.I)
_EMBEDDED = re.compile(r"(^|/)embeddings/|(^|/)activex/|oleobject|^object \d|^objectreplacements/.*ole", re.I)
_EXTERNAL = re.compile(r"(^|/)externallinks/|(^|/)connections\.xml$|(^|/)querytables/|(^|/)model/", re.I)
_ARCHIVE = re.compile(r"\.(zip|rar|7z|gz|tar|xlsx|xlsm|docx|docm|ods|odt|jar|exe|dll|js|vbs|bat|ps1)$", re.I)
_BAD_NAME = re.compile(r"(^|/)\.\.(/|$)|^/|\\|^[a-z]:|[\x00-\x1f]", re.I)


def check_names(members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuses names that leave the package, doubles, links, parts under a password, parts that overlap."""
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if (
            _BAD_NAME.search(name)
            or len(name) > 255
            or name.lower() in seen
            or stat.S_ISLNK(member.external_attr >> 16)
        ):
            raise Refused("bad_names", name=name)
        seen.add(name.lower())
        if member.flag_bits & 0x1:
            raise Refused("encrypted")
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.header_offset < end:
            raise Refused("damaged")
        end = member.header_offset + member.compress_size


def check_sizes(members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuses what would unpack to too much, by what the directory says; what it hides is seen while unpacking."""
    total = sum(member.file_size for member in members)
    biggest = max((member.file_size for member in members), default=0)
    if total > limits.total or biggest > limits.part:
        raise Refused("zip_bomb", megabytes=total // MEGABYTE)
    for member in members:
        if member.file_size > MEGABYTE and member.file_size > limits.ratio * max(member.compress_size, 1):
            raise Refused("zip_bomb", megabytes=total // MEGABYTE)


def refuse_contents(archive: zipfile.ZipFile) -> None:
    """Refuses parts that run, fetch or hide something, by name and by the kinds the package declares."""
    for name in archive.namelist():
        for pattern, code in ((_MACRO, "macro"), (_EMBEDDED, "embedded"), (_EXTERNAL, "external_link")):
            if pattern.search(name):
                raise Refused(code, name=name)
        if _ARCHIVE.search(name):
            raise Refused("nested_archive", name=name)
    declared = b"".join(archive.read(name) for name in _DECLARING if name in archive.namelist()).lower()
    if b"macroenabled" in declared or b"vbaproject" in declared:
        raise Refused("macro", name="[Content_Types].xml")
    if b"encryption-data" in declared:
        raise Refused("encrypted")


_DECLARING = ("[Content_Types].xml", "META-INF/manifest.xml")
