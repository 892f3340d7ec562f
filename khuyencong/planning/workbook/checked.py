"""Gives an uploaded plan back: the same cells, with what was found beside them and on a sheet of conclusions."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

import xlsxwriter

from khuyencong.core.spreadsheet import Sheet, open_sheets, text_of
from khuyencong.planning.workbook.columns import LINE_FIELDS
from khuyencong.planning.workbook.headings import SEARCHED, Headings, find_headings
from khuyencong.planning.workbook.style import Looks, printed_landscape

RESULT_HEADING = "Kết quả đối chiếu"
CONCLUSION_SHEET = "Kết luận"
WEIGHTS: Mapping[str, str] = {
    "error": "Không đọc được",
    "blocks": "Bị chặn",
    "warns": "Cần xem",
    "asks": "Thiếu hồ sơ",
    "informs": "Lưu ý",
    "note": "Hiểu như sau",
}
"""Word for each weight, heaviest first; the first two keep a line out."""
_LOOK = {"error": "blocks", "note": "informs"}
_CELLS_OF: Mapping[str, tuple[str, ...]] = {
    "parties": ("beneficiary",),
    "activities": ("activity",),
    "activity_text": ("activity",),
    "priority_text": ("priority",),
    "percent_base": ("total",),
    "support": ("support_national", "support_local"),
    "evidence": ("note",),
    "cited_instruments": ("note",),
    "units": ("activity",),
}
"""Where a fact of a case stands in the list, when its name is not the column's."""
_LONGEST_COMMENT = 3000


Typed = Mapping[int, Mapping[str, str]]
"""Texts of cells by row of the workbook and field."""


class CellNote(NamedTuple):
    """One thing found: row of the workbook (0: the whole plan), field, how heavy, in words, on what article."""

    row: int
    field: str
    weight: str
    text: str
    source: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class _List:
    """The list's sheet and where its columns are."""

    name: str
    headings: Headings


def write_checked(
    source: str | Path, out: str | Path | IO[bytes], notes: Iterable[CellNote], typed: Typed | None = None
) -> None:
    """
    The uploaded workbook anew: values as they were read, remarks as comments on the cells they are about.

    ``typed`` gives, by row and field, what a person typed instead after the upload; such a cell says what it was.

    A column «Kết quả đối chiếu» says in words how each row stands; «Kết luận» lists everything. Formulas, pictures and
    macros of the upload are not carried over. Text is always written as text, never as a formula.
    """
    told = list(notes)
    sheets = open_sheets(source)
    listed = _list_among(sheets)
    with xlsxwriter.Workbook(out if not isinstance(out, Path) else str(out)) as book:
        looks = Looks(book)
        names: dict[int, str] = {}
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            mine = listed is not None and sheet.name == listed.name
            rows = list(sheet.rows())
            if mine and listed and typed:
                told += list(_put_right(rows, listed.headings, typed))
            _copy(page, rows, looks, below=listed.headings.bottom if mine and listed else -1)
            if mine and listed:
                names = _names(rows, listed.headings)
                _remark(page, rows, listed.headings, told, looks)
        _conclude(book.add_worksheet(_free_name(sheets)), told, names, looks)


def _list_among(sheets: Sequence[Sheet]) -> _List | None:
    best: _List | None = None
    for sheet in sheets:
        top = [[text_of(v).strip() for v in row] for row, _ in zip(sheet.rows(), range(SEARCHED), strict=False)]
        headings = find_headings(top)
        if headings and (best is None or len(headings.columns) > len(best.headings.columns)):
            best = _List(sheet.name, headings)
    return best


def _put_right(rows: list[list[Any]], headings: Headings, typed: Typed) -> Iterator[CellNote]:
    """Puts the typed texts into the rows, and tells what the file said."""
    for number, cells in typed.items():
        if not 0 < number <= len(rows):
            continue
        values = rows[number - 1] = list(rows[number - 1])
        for name, at in headings.columns.items():
            values += [""] * (at + 1 - len(values))
            before, now = text_of(values[at]).strip(), cells.get(name, "").strip()
            if before != now:
                values[at] = now
                yield CellNote(number, name, "note", f"Đã sửa sau khi tải lên; tệp gốc ghi «{before}».")


def _copy(page: Any, rows: Sequence[Sequence[Any]], looks: Looks, *, below: int) -> None:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value != "":
                write_value(page, row, column, value, looks, boxed=row >= below >= 0)


def write_value(page: Any, row: int, column: int, value: Any, looks: Looks, *, boxed: bool = True) -> None:
    """A value in a cell by its own type: text as text, whatever it begins with."""
    if isinstance(value, str):
        page.write_string(row, column, value[:32_000], looks["text"] if boxed else None)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, looks["money"] if boxed else None)
    elif isinstance(value, datetime.date):
        page.write_datetime(row, column, value, looks["date"])
    else:
        page.write_string(row, column, str(value), looks["text"])


def _remark(
    page: Any, rows: Sequence[Sequence[Any]], headings: Headings, notes: Sequence[CellNote], looks: Looks
) -> None:
    result = max((len(row) for row in rows), default=0)
    for name, at in headings.columns.items():
        page.set_column(at, at, LINE_FIELDS[name].width)
        page.write_string(headings.bottom, at, text_of(rows[headings.bottom][at]), looks["heading"])
    page.set_column(result, result, 48)
    page.write_string(headings.bottom, result, RESULT_HEADING, looks["heading"])
    page.freeze_panes(headings.bottom + 1, min(2, result))
    page.autofilter(headings.bottom, 0, max(len(rows) - 1, headings.bottom), result)
    printed_landscape(page, repeat=headings.bottom)
    for row, of_row in _by_row(notes).items():
        if row < 1 or row > len(rows):
            continue
        heaviest = min(of_row, key=_rank).weight
        words = "\n".join(f"{WEIGHTS[note.weight]}: {note.text}" for note in sorted(of_row, key=_rank))
        page.write_string(row - 1, result, words[:32_000], looks[_LOOK.get(heaviest, heaviest)])
        for column, about in _by_column(of_row, headings).items():
            _mark(page, row - 1, column, rows[row - 1], about, looks)


def _mark(page: Any, row: int, column: int, values: Sequence[Any], notes: Sequence[CellNote], looks: Looks) -> None:
    """Colours the cell and says in a comment why: the comment carries the meaning, the colour only draws the eye."""
    heaviest = min(notes, key=_rank).weight
    value = values[column] if column < len(values) else ""
    look = _LOOK.get(heaviest, heaviest)
    if isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(row, column, value, looks.of("money", look))
    elif isinstance(value, datetime.date):
        page.write_datetime(row, column, value, looks.of("date", look))
    elif value == "":
        page.write_blank(row, column, None, looks[look])
    else:
        page.write_string(row, column, text_of(value)[:32_000], looks[look])
    said = "\n\n".join(_sentence(note) for note in sorted(notes, key=_rank))
    page.write_comment(row, column, said[:_LONGEST_COMMENT], {"x_scale": 2.4, "y_scale": 1 + len(said) / 220})


def _sentence(note: CellNote) -> str:
    parts = (f"{WEIGHTS[note.weight]}: {note.text}", note.remedy, f"({note.source})" if note.source else "")
    return " ".join(part for part in parts if part)


def _by_row(notes: Iterable[CellNote]) -> dict[int, list[CellNote]]:
    rows: dict[int, list[CellNote]] = {}
    for note in notes:
        rows.setdefault(note.row, []).append(note)
    return rows


def _by_column(notes: Iterable[CellNote], headings: Headings) -> dict[int, list[CellNote]]:
    columns: dict[int, list[CellNote]] = {}
    for note in notes:
        for name in _CELLS_OF.get(note.field, (note.field,)):
            if name in headings.columns:
                columns.setdefault(headings.columns[name], []).append(note)
    return columns


def _rank(note: CellNote) -> int:
    return list(WEIGHTS).index(note.weight)


def _names(rows: Sequence[Sequence[Any]], headings: Headings) -> dict[int, str]:
    at = headings.columns["name"]
    return {row: text_of(values[at]) for row, values in enumerate(rows, start=1) if at < len(values)}


def _free_name(sheets: Sequence[Sheet]) -> str:
    """The sheet's name, unless the upload (a plan given back before) has one of that name."""
    taken = {sheet.name.casefold() for sheet in sheets}
    tried: Iterator[str] = (f"{CONCLUSION_SHEET}{f' {n}' if n else ''}" for n in range(len(sheets) + 1))
    return next(name for name in tried if name.casefold() not in taken)


def _conclude(page: Any, notes: Sequence[CellNote], names: Mapping[int, str], looks: Looks) -> None:
    page.hide_gridlines(2)
    page.write_string(0, 0, "KẾT LUẬN ĐỐI CHIẾU", looks["title"])
    counts = ((word, sum(note.weight == weight for note in notes)) for weight, word in WEIGHTS.items())
    page.write_string(1, 0, "; ".join(f"{word}: {count}" for word, count in counts), looks["lead"])
    headings = (("Dòng", 8), ("Đề án", 44), ("Mức", 16), ("Nội dung", 70), ("Cách xử lý", 50), ("Căn cứ", 36))
    for at, (heading, width) in enumerate(headings):
        page.set_column(at, at, width)
        page.write_string(3, at, heading, looks["heading"])
    ordered = sorted(notes, key=lambda note: (_rank(note), note.row))
    for row, note in enumerate(ordered, start=4):
        look = looks[_LOOK.get(note.weight, note.weight)]
        name = names.get(note.row, "") if note.row else "Toàn kế hoạch"
        if note.row:
            page.write_number(row, 0, note.row, looks["count"])
        cells = (name, WEIGHTS[note.weight], note.text, note.remedy, note.source)
        for at, text in enumerate(cells, start=1):
            page.write_string(row, at, text[:32_000], look if at == 2 else looks["plain"])
    page.freeze_panes(4, 0)
    page.autofilter(3, 0, max(3 + len(ordered), 4), len(headings) - 1)
    printed_landscape(page, repeat=3)
