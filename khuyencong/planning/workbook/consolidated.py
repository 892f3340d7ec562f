"""The plans of several provinces in one workbook whose sums are live formulas, with their values kept beside them."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from khuyencong.core.spreadsheet import column_letter
from khuyencong.planning.workbook.columns import LEVELS, MONEY_FIELDS, PROJECT_KINDS
from khuyencong.planning.workbook.style import Looks, printed_landscape
from khuyencong.policy.case import Level, ProjectKind

LIST_SHEET = "Danh mục"
SUMS_SHEET = "Tổng hợp"
_MONEY_HEADINGS = {
    "total": "Tổng kinh phí",
    "support_national": "Kinh phí khuyến công quốc gia",
    "support_local": "Kinh phí khuyến công địa phương",
    "counterpart": "Vốn đối ứng",
    "other": "Nguồn khác",
}
_NOT_PROJECTS = (ProjectKind.EXPENDITURE, ProjectKind.RESERVE)
_NOT_RESERVE = f"<>{PROJECT_KINDS[ProjectKind.RESERVE]}"
_LONGEST_KEY = 200
"""Characters of a word that sums are made by; a criterion of SUMIFS may have 255."""


@dataclass(frozen=True, slots=True)
class ConsolidatedLine:
    """One project or other line of a plan. Money in whole đồng; ``activity`` is its name."""

    name: str
    kind: ProjectKind | None = None
    activity: str = ""
    implementing_body: str = ""
    beneficiary: str = ""
    place: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    total: int | None = None
    support_national: int | None = None
    support_local: int | None = None
    counterpart: int | None = None
    other: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConsolidatedPlan:
    """One plan among those put together."""

    province: str
    level: Level
    year: int
    lines: Sequence[ConsolidatedLine]
    drafted_by: str = ""
    decision_number: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with the words its sums are made by."""

    province: str
    level: str
    activity: str
    kind: str
    line: ConsolidatedLine


_COLUMNS: tuple[tuple[str, int, Callable[[_Row], Any]], ...] = (
    ("Tỉnh, thành phố", 18, lambda row: row.province),
    ("Cấp", 12, lambda row: row.level),
    ("Tên đề án", 44, lambda row: row.line.name),
    ("Loại đề án", 13, lambda row: row.kind),
    ("Nội dung hoạt động", 30, lambda row: row.activity),
    ("Đơn vị thực hiện", 26, lambda row: row.line.implementing_body),
    ("Đơn vị thụ hưởng", 30, lambda row: row.line.beneficiary),
    ("Địa điểm", 24, lambda row: row.line.place),
    ("Ngày bắt đầu", 12, lambda row: row.line.starts_on),
    ("Ngày kết thúc", 12, lambda row: row.line.ends_on),
    *((heading, 18, lambda row, name=name: getattr(row.line, name)) for name, heading in _MONEY_HEADINGS.items()),
    ("Chênh lệch", 15, lambda row: None),
    ("Ghi chú", 26, lambda row: row.line.note),
)
_HEADINGS = [heading for heading, _, _ in _COLUMNS]
_GROUPINGS = (
    ("Theo cấp", "Cấp", "level"),
    ("Theo tỉnh, thành phố", "Tỉnh, thành phố", "province"),
    ("Theo nội dung hoạt động", "Nội dung hoạt động", "activity"),
    ("Theo loại", "Loại đề án", "kind"),
)
_TOP = 3
"""Row of the headings of the list, from 0."""


def write_consolidated(out: str | Path | IO[bytes], plans: Iterable[ConsolidatedPlan], *, title: str = "") -> None:
    """
    All lines on one sheet, sums by level, province, activity and kind on another, amounts in đồng.

    Every sum is a formula over the list, so that a corrected amount is followed through; its value of today is kept
    with it for readers that do not calculate. «Chênh lệch» is the total less its four sources. A reserve is listed,
    and named by its kind, but stands outside every other sum: its money is not given to anybody yet.
    """
    given = list(plans)
    rows = _rows(given)
    title = title or _title(given)
    with xlsxwriter.Workbook(out if not isinstance(out, Path) else str(out)) as book:
        looks = Looks(book)
        sums, listed = book.add_worksheet(SUMS_SHEET), book.add_worksheet(LIST_SHEET)
        _write_list(listed, rows, looks, title)
        _write_sums(sums, rows, looks, title)


def _title(plans: Sequence[ConsolidatedPlan]) -> str:
    years = sorted({plan.year for plan in plans})
    return (
        f"TỔNG HỢP KẾ HOẠCH KHUYẾN CÔNG NĂM {', '.join(map(str, years))}" if years else "TỔNG HỢP KẾ HOẠCH KHUYẾN CÔNG"
    )


def _rows(plans: Iterable[ConsolidatedPlan]) -> list[_Row]:
    """The spreadsheet compares words without regard to capitals: so do we, keeping the first spelling."""
    spelled: dict[str, str] = {}

    def key(text: str, absent: str) -> str:
        text = " ".join(text.split())[:_LONGEST_KEY] or absent
        return spelled.setdefault(text.casefold(), text)

    return [
        _Row(
            key(plan.province, "(chưa rõ tỉnh)"),
            LEVELS[plan.level],
            key(line.activity, "(chưa rõ nội dung)"),
            PROJECT_KINDS[line.kind] if line.kind else "(chưa rõ loại)",
            line,
        )
        for plan in plans
        for line in plan.lines
    ]


def _write_list(page: Any, rows: Sequence[_Row], looks: Looks, title: str) -> None:
    page.write_string(0, 0, title, looks["title"])
    page.write_string(1, 0, "Đơn vị tính: đồng", looks["lead"])
    for at, (heading, width, _) in enumerate(_COLUMNS):
        page.set_column(at, at, width)
        page.write_string(_TOP, at, heading, looks["heading"])
    for number, row in enumerate(rows, start=_TOP + 1):
        for at, (heading, _, value) in enumerate(_COLUMNS):
            if heading == "Chênh lệch":
                _write_difference(page, number, at, row.line, looks)
            else:
                _write_cell(page, number, at, value(row), looks)
    _write_grand_total(page, rows, looks)
    page.freeze_panes(_TOP + 1, 3)
    page.autofilter(_TOP, 0, max(_TOP + len(rows), _TOP + 1), len(_COLUMNS) - 1)
    printed_landscape(page, repeat=_TOP)


def _write_cell(page: Any, row: int, column: int, value: Any, looks: Looks) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, looks["plain"])
    elif isinstance(value, datetime.date):
        page.write_datetime(row, column, value, looks["date"])
    elif isinstance(value, int):
        page.write_number(row, column, value, looks["dong"])
    else:
        # write_string never makes a formula, whatever the text begins with
        page.write_string(row, column, value[:32_000], looks["text"])


def _write_difference(page: Any, row: int, column: int, line: ConsolidatedLine, looks: Looks) -> None:
    total, first, last = (_letter(name) for name in ("total", "support_national", "other"))
    formula = f"={total}{row + 1}-SUM({first}{row + 1}:{last}{row + 1})"
    sources = sum(getattr(line, name) or 0 for name in MONEY_FIELDS if name != "total")
    page.write_formula(row, column, formula, looks["dong"], (line.total or 0) - sources)


def _write_grand_total(page: Any, rows: Sequence[_Row], looks: Looks) -> None:
    at = _TOP + 1 + len(rows)
    page.write_string(at, 0, "Tổng cộng", looks["sum_label"])
    for name in MONEY_FIELDS:
        formula = f"=SUMIFS({_range(_column(name), len(rows))},{_given(len(rows))})" if rows else "=0"
        page.write_formula(at, _column(name), formula, looks["sum"], _sum(_without_reserves(rows), name))


def _write_sums(page: Any, rows: Sequence[_Row], looks: Looks, title: str) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 46)
    page.set_column(1, 1 + len(MONEY_FIELDS), 18)
    page.write_string(0, 0, title, looks["title"])
    page.write_string(1, 0, "Đơn vị tính: đồng. Các số là công thức trên sheet «Danh mục».", looks["lead"])
    at = 3
    for caption, heading, name in _GROUPINGS:
        at = _write_grouping(page, at, caption, heading, _grouped(rows, name), rows, looks)
    page.freeze_panes(3, 1)
    printed_landscape(page)


def _grouped(rows: Sequence[_Row], name: str) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row, name), []).append(row)
    return groups


def _write_grouping(
    page: Any,
    top: int,
    caption: str,
    heading: str,
    groups: Mapping[str, Sequence[_Row]],
    rows: Sequence[_Row],
    looks: Looks,
) -> int:
    """One table of sums, with its own total; returns the row where the next may begin."""
    for at, text in enumerate((caption, "Số đề án", *_MONEY_HEADINGS.values())):
        page.write_string(top, at, text, looks["heading"])
    by = _range(_HEADINGS.index(heading), len(rows))
    by_kind = heading == "Loại đề án"
    given = "" if by_kind else f",{_given(len(rows))}"
    for number, (word, of_word) in enumerate(groups.items(), start=top + 1):
        page.write_string(number, 0, word, looks["label"])
        criterion = _criterion(word, f"$A{number + 1}")
        page.write_formula(number, 1, _counted(by, criterion, len(rows)), looks["dong"], _count(of_word))
        for at, name in enumerate(MONEY_FIELDS, start=2):
            formula = f"=SUMIFS({_range(_column(name), len(rows))},{by},{criterion}{given})"
            counted = of_word if by_kind else _without_reserves(of_word)
            page.write_formula(number, at, formula, looks["dong"], _sum(counted, name))
    end = top + 1 + len(groups)
    page.write_string(end, 0, "Tổng cộng", looks["sum_label"])
    whole = _without_reserves(rows)
    labels = f"$A${top + 2}:$A${end}"
    for at, value in enumerate((_count(rows), *(_sum(whole, name) for name in MONEY_FIELDS)), start=1):
        letter = column_letter(at)
        cells = f"{letter}{top + 2}:{letter}{end}"
        formula = f'=SUMIFS({cells},{labels},"{_NOT_RESERVE}")' if by_kind else f"=SUM({cells})"
        formula = formula if groups else "=0"
        page.write_formula(end, at, formula, looks["sum"], value)
    return end + 2


def _criterion(word: str, cell: str) -> str:
    """The cell as an exact criterion: «="&» keeps a leading sign from being an operator, tildes keep * and ? plain."""
    for sign in ("~", "*", "?"):
        if sign in word:
            cell = f'SUBSTITUTE({cell},"{sign}","~{sign}")'
    return f'"="&{cell}'


def _counted(by: str, criterion: str, count: int) -> str:
    kinds = _range(_HEADINGS.index("Loại đề án"), count)
    others = "".join(f'-COUNTIFS({by},{criterion},{kinds},"{PROJECT_KINDS[kind]}")' for kind in _NOT_PROJECTS)
    return f"=COUNTIFS({by},{criterion}){others}"


def _given(count: int) -> str:
    """The criterion that leaves reserves out of a sum."""
    return f'{_range(_HEADINGS.index("Loại đề án"), count)},"{_NOT_RESERVE}"'


def _range(column: int, count: int) -> str:
    letter = column_letter(column)
    return f"'{LIST_SHEET}'!${letter}${_TOP + 2}:${letter}${_TOP + 1 + max(count, 1)}"


def _column(name: str) -> int:
    return _HEADINGS.index(_MONEY_HEADINGS[name])


def _letter(name: str) -> str:
    return column_letter(_column(name))


def _without_reserves(rows: Iterable[_Row]) -> list[_Row]:
    return [row for row in rows if row.line.kind is not ProjectKind.RESERVE]


def _sum(rows: Iterable[_Row], name: str) -> int:
    return sum(getattr(row.line, name) or 0 for row in rows)


def _count(rows: Iterable[_Row]) -> int:
    return sum(row.line.kind not in _NOT_PROJECTS for row in rows)
