"""
Finds the cells that the reading library returns as empty though they are not: errors and formulas without a result.

An amount that silently became «nothing» would be a changed plan.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from xml.parsers import expat

NO_VALUE = "=?"
"""Stands for a formula whose result the file does not keep."""
LIMIT = 20_000
"""Lost cells that are told; a file with more is told enough."""
_CHUNK = 1 << 18
_SUSPECT = (b"<f", b":f>", b":f ", b't="e"', b"t='e'")
"""A sheet without any of these has neither errors nor formulas; plain search is ten times as quick as a pattern."""

Lost = dict[tuple[int, int], str]


def lost_cells(path: Path) -> dict[str, Lost]:
    """By sheet name, the cells that are not empty though they read so."""
    with zipfile.ZipFile(path) as archive:
        if "content.xml" in archive.namelist():
            with archive.open("content.xml") as part:
                return _OpenDocument().read(part)
        return {
            name: found
            for name, part_name in _worksheets(archive)
            if _is_suspect(archive, part_name) and (found := _read_sheet(archive, part_name))
        }


def _worksheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each worksheet, through the workbook's relations."""
    names = set(archive.namelist())
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for tag, attributes in _elements(archive, "xl/_rels/workbook.xml.rels")
        if tag == "Relationship"
    }
    for tag, attributes in _elements(archive, "xl/workbook.xml"):
        if tag != "sheet":
            continue
        id_ = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
        target = targets.get(id_, "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if part in names:
            yield attributes.get("name", ""), part


def _elements(archive: zipfile.ZipFile, part_name: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part, its name without prefix."""
    seen: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: seen.append((tag.rpartition(":")[2], attributes))
    if part_name in archive.namelist():
        parser.Parse(archive.read(part_name), True)
    return seen


def _is_suspect(archive: zipfile.ZipFile, part_name: str) -> bool:
    with archive.open(part_name) as part:
        tail = b""
        while chunk := part.read(_CHUNK):
            looked_at = tail + chunk
            if any(mark in looked_at for mark in _SUSPECT):
                return True
            tail = chunk[-16:]
    return False


def _read_sheet(archive: zipfile.ZipFile, part_name: str) -> Lost:
    with archive.open(part_name) as part:
        return _Worksheet().read(part)


class _Worksheet:
    """Walks a worksheet part of an .xlsx; keeps only the cells that are lost."""

    def __init__(self) -> None:
        self.found: Lost = {}
        self._row, self._column = -1, -1
        self._error = self._formula = self._in_value = False
        self._value = ""

    def read(self, part: IO[bytes]) -> Lost:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ParseFile(part)
        return self.found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._column += 1
            if reference := attributes.get("r"):
                self._row, self._column = place_of(reference)
            self._error, self._formula, self._value = attributes.get("t") == "e", False, ""
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = -1
        elif tag == "f":
            self._formula = True
        self._in_value = tag in ("v", "t")

    def _end(self, tag: str) -> None:
        self._in_value = False
        if tag.rpartition(":")[2] != "c" or len(self.found) >= LIMIT:
            return
        if self._error:
            self.found[self._row, self._column] = self._value or "#N/A"
        elif self._formula and not self._value:
            self.found[self._row, self._column] = NO_VALUE

    def _text(self, text: str) -> None:
        if self._in_value and len(self._value) < 40:
            self._value += text


class _OpenDocument:
    """Walks the content of an .ods; rows and columns there are counted, not named."""

    def __init__(self) -> None:
        self.found: dict[str, Lost] = {}
        self._sheet = ""
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._error = self._lost = False
        self._in_text = False
        self._value = ""

    def read(self, part: IO[bytes]) -> dict[str, Lost]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ParseFile(part)
        return {name: lost for name, lost in self.found.items() if lost}

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet, self._row = attributes.get("table:name", ""), 0
            self.found.setdefault(self._sheet, {})
        elif tag == "table:table-row":
            self._rows, self._column = int(attributes.get("table:number-rows-repeated", 1)), 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            self._error = attributes.get("calcext:value-type") == "error"
            formula, kind = "table:formula" in attributes, attributes.get("office:value-type")
            self._lost, self._value = formula and kind is None, ""
        self._in_text = tag == "text:p"

    def _end(self, tag: str) -> None:
        self._in_text = False
        if tag == "table:table-row":
            self._row += self._rows
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            if self._error or self._lost:
                self.found[self._sheet][self._row, self._column] = (self._value or "#N/A") if self._error else NO_VALUE
            self._column += self._columns

    def _text(self, text: str) -> None:
        if self._in_text and len(self._value) < 40:
            self._value += text


def place_of(reference: str) -> tuple[int, int]:
    """Row and column of «K14», from 0."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :] or 1) - 1, column - 1
