"""Looks at a spreadsheet before anything parses it, and refuses what a plan never holds or a reader could choke on."""

import zipfile
import zlib
from pathlib import Path

from khuyencong.core.spreadsheet.magic import kind_of
from khuyencong.core.spreadsheet.package import Limits, check_names, check_sizes, refuse_contents
from khuyencong.core.spreadsheet.parts import check_part
from khuyencong.core.spreadsheet.refused import Refused

MEGABYTE = 1 << 20
SIZE_LIMIT = 20 * MEGABYTE


def inspect(path: str | Path, *, size_limit: int = SIZE_LIMIT, limits: Limits | None = None) -> str:
    """
    ``xlsx`` or ``ods`` when the file may be read.

    :raises Refused: with the reason; the file has then been neither unpacked to disk nor parsed as a spreadsheet.
    """
    path, limits = Path(path), limits or Limits()
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty")
    if size > size_limit:
        raise Refused("too_big", megabytes=-(-size // MEGABYTE), limit=size_limit // MEGABYTE)
    kind = kind_of(path)
    if kind != "zip":
        raise Refused({"old_excel": "old_excel", "encrypted": "encrypted"}.get(kind, "not_a_spreadsheet"), kind=kind)
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspected(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise Refused("damaged") from error


def _inspected(archive: zipfile.ZipFile, limits: Limits) -> str:
    members = archive.infolist()
    if len(members) > limits.parts:
        raise Refused("too_many_parts", count=len(members), limit=limits.parts)
    check_names(members)
    check_sizes(members, limits)
    form = _form(archive)
    refuse_contents(archive)
    for member in members:
        check_part(archive, member, limits)
    return form


def _form(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        if archive.read("mimetype").strip() == b"application/vnd.oasis.opendocument.spreadsheet":
            return "ods"
        raise Refused("not_a_spreadsheet", kind="OpenDocument")
    if "word/document.xml" in names:
        raise Refused("not_a_spreadsheet", kind="Word")
    if "xl/workbook.bin" in names:
        raise Refused("not_a_spreadsheet", kind="Excel .xlsb")
    raise Refused("not_a_spreadsheet", kind="zip")
