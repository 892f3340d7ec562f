"""One part of the package, unpacked piece by piece: no XML entities, sheets of a sane extent, no calls elsewhere."""

import re
import zipfile

from khuyencong.core.spreadsheet.lost import place_of
from khuyencong.core.spreadsheet.package import MEGABYTE, Limits
from khuyencong.core.spreadsheet.refused import Refused

_CHUNK = 1 << 18
_PROLOG = 1 << 16
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"MZ\x90")
_ROOT = re.compile(rb"<[A-Za-z_]")
_ENCODING = re.compile(rb"^<\?xml[^>]{0,200}encoding=[\"']([^\"']{1,40})[\"']", re.I)
_UTF8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_RELATION = re.compile(rb"<[^<>]*\bTargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.I)
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Za-z]{0,3})([0-9]{1,9})[\"']")
_DDE = re.compile(rb"<(?:\w+:)?f\b[^<>]*>[^<]{0,400}\|[^<]{0,400}!")
_ODS_CALL = re.compile(rb"<(?:office:dde-source|table:table-source|table:cell-range-source|office:script\b)", re.I)
_REPEATED = re.compile(rb"<table:table-(row|cell)\b([^<>]*?)(/?)>")
_TIMES = re.compile(rb"number-(?:rows|columns)-repeated=[\"']([0-9]{1,9})[\"']")


def check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> None:
    """Unpacks the part once, keeping nothing; checks its sum, its real size and what stands in it."""
    if member.is_dir():
        return
    watch = _watch(member.filename, limits)
    seen, tail = 0, b""
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            if seen == 0:
                _check_start(member.filename, chunk)
            seen += len(chunk)
            if seen > limits.part:
                raise Refused("zip_bomb", megabytes=seen // MEGABYTE)
            if watch is not None:
                tail = watch.look(tail + chunk)
    if watch is not None:
        watch.look(tail + b"<")


def _check_start(name: str, head: bytes) -> None:
    if head.startswith(_ARCHIVES):
        raise Refused("nested_archive", name=name)
    if not name.lower().endswith((".xml", ".rels", ".vml", ".rdf")):
        return
    start = head[:_PROLOG].removeprefix(b"\xef\xbb\xbf")
    found = _ENCODING.match(start)
    if b"\x00" in start[:64] or start[:2] in (b"\xff\xfe", b"\xfe\xff") or (found and found[1].lower() not in _UTF8):
        raise Refused("odd_encoding", name=name)
    root = _ROOT.search(start)
    # entities can be declared only before the root; a prolog without end is refused as well
    prolog = start[: root.start()] if root else start
    if b"<!DOCTYPE" in prolog.upper() or b"<!ENTITY" in prolog.upper() or root is None:
        raise Refused("declared_entities", name=name)


def _watch(name: str, limits: Limits) -> "_Watch | None":
    lowered = name.lower()
    if lowered.endswith(".rels"):
        return _Relations(limits)
    if lowered.startswith("xl/") and "sheet" in lowered and lowered.endswith(".xml"):
        return _Worksheet(limits)
    return _OpenDocument(limits) if lowered == "content.xml" else None


class _Watch:
    """Looks at a part piece by piece; what follows the last «<» may be half a tag and comes again with the next."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def look(self, data: bytes) -> bytes:
        cut = self._cut(data)
        self.check(data[:cut])
        rest = data[cut:]
        return rest if len(rest) < MEGABYTE else b""

    def check(self, data: bytes) -> None:
        raise NotImplementedError

    def _cut(self, data: bytes) -> int:
        return max(data.rfind(b"<"), 0)


class _Relations(_Watch):
    """Links to elsewhere, other than plain hyperlinks."""

    def check(self, data: bytes) -> None:
        for relation in _RELATION.findall(data):
            if b"/hyperlink" not in relation:
                target = re.search(rb"Target\s*=\s*[\"']([^\"']*)", relation)
                name = target[1].decode("utf-8", "replace") if target else ""
                raise Refused("external_link", name=name)


class _Worksheet(_Watch):
    """How many rows there are and how far the cells reach, by the cells and not by what the sheet declares."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._rows = self._last_row = self._last_column = 0

    def check(self, data: bytes) -> None:
        if _DDE.search(data):
            raise Refused("dde")
        self._rows += len(_ROW.findall(data))
        found = _REFERENCE.findall(data)
        columns = (place_of(letters.decode("ascii") + "1")[1] + 1 for letters in {letters for letters, _ in found})
        self._last_row = max(self._last_row, *map(int, {row for _, row in found}), 0)
        self._last_column = max(self._last_column, *columns, 0)
        check_extent(max(self._rows, self._last_row), self._last_column, self.limits)

    def _cut(self, data: bytes) -> int:
        # a formula is a tag with its text: keep both together
        return max(data.rfind(b"<c "), data.rfind(b"<row"), 0) or max(data.rfind(b"<"), 0)


class _OpenDocument(_Watch):
    """The same for an .ods, where rows and cells are counted and may be repeated."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._rows = self._row_times = self._columns = self._widest = 0

    def check(self, data: bytes) -> None:
        if _ODS_CALL.search(data):
            raise Refused("external_link", name="content.xml")
        for what, attributes, closed in _REPEATED.findall(data):
            found = _TIMES.search(attributes)
            times = int(found[1]) if found else 1
            if what == b"row":
                self._row_times, self._columns = times, 0
                continue
            self._columns += times
            # empty cells repeated to the edge of the sheet are how every .ods ends; they cost nothing
            if closed and b"value" not in attributes:
                continue
            self._widest = max(self._widest, self._columns)
            self._rows += self._row_times
            self._row_times = 0
            check_extent(self._rows, self._widest, self.limits)


def check_extent(rows: int, columns: int, limits: Limits) -> None:
    """Refuses a sheet longer, wider or larger than any plan."""
    if rows > limits.rows:
        raise Refused("too_many_rows", rows=rows, limit=limits.rows)
    if columns > limits.columns:
        raise Refused("too_wide", columns=columns, limit=limits.columns)
    if rows * columns > limits.cells:
        raise Refused("too_many_rows", rows=rows, limit=limits.cells // columns)
