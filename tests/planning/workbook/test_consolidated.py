"""Plans put together: live formulas whose kept values are right, text that is never a formula."""

import datetime
import shutil
import subprocess

import openpyxl
import pytest

from khuyencong.planning.workbook.consolidated import ConsolidatedLine, ConsolidatedPlan, write_consolidated
from khuyencong.policy.case import Level, ProjectKind

JANUARY = datetime.date(2026, 1, 1)
SINGLE, GROUP, RESERVE = ProjectKind.SINGLE, ProjectKind.GROUP, ProjectKind.RESERVE
PLANS = [
    ConsolidatedPlan(
        "Lào Cai",
        Level.LOCAL,
        2026,
        [
            ConsolidatedLine("=1+1", SINGLE, "Máy * móc?", total=900, support_local=300, counterpart=600),
            ConsolidatedLine("@SUM(A1)", RESERVE, "=cmd", total=70, support_local=70),
        ],
    ),
    ConsolidatedPlan(
        "Sơn La",
        Level.NATIONAL,
        2026,
        [
            ConsolidatedLine("-2", GROUP, "máy * móc?", total=50, support_national=50, starts_on=JANUARY),
            ConsolidatedLine("+3", None, "Máy móc", total=5, support_national=4),
        ],
    ),
]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "tong-hop.xlsx"
    write_consolidated(path, PLANS)
    return path


def table(book, sheet="Tổng hợp"):
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def sums(book):
    return {row[0]: row[1:] for row in table(book) if row[0]}


def test_every_sum_is_a_formula(path):
    rows = sums(openpyxl.load_workbook(path))

    assert all(str(cell).startswith(("=SUMIFS(", "=COUNTIFS(")) for cell in rows["Lào Cai"])
    assert all(str(cell).startswith(("=SUM(", "=SUMIFS(")) for cell in rows["Tổng cộng"])


def test_the_values_kept_with_the_formulas_are_right(path):
    rows = sums(openpyxl.load_workbook(path, data_only=True))

    assert rows["Lào Cai"] == [1, 900, 0, 300, 600, 0]
    assert rows["Máy * móc?"] == [2, 950, 50, 300, 600, 0]
    assert rows["Quốc gia"] == [2, 55, 54, 0, 0, 0]
    assert rows["Dự phòng"] == [0, 70, 0, 70, 0, 0]
    assert rows["=cmd"] == [0, 0, 0, 0, 0, 0]
    assert rows["Tổng cộng"] == [3, 955, 54, 300, 600, 0]


def test_a_reserve_is_named_by_its_kind_and_stands_outside_every_total(path):
    kept = openpyxl.load_workbook(path, data_only=True)
    listed = table(kept, "Danh mục")
    kind, total, local = (
        listed[3].index(h) for h in ("Loại đề án", "Tổng kinh phí", "Kinh phí khuyến công địa phương")
    )
    given = [row for row in listed[4:8] if row[kind] != "Dự phòng"]
    fits = (sum(row[total] or 0 for row in given), sum(row[local] or 0 for row in given))

    assert (listed[8][total], listed[8][local]) == fits == (955, 300)
    totals = [row for row in table(kept) if row[0] == "Tổng cộng"]
    assert [(row[2], row[4]) for row in totals] == [fits] * 4


def test_the_list_shows_where_a_total_differs_from_its_sources(path):
    kept = table(openpyxl.load_workbook(path, data_only=True), "Danh mục")
    live = table(openpyxl.load_workbook(path), "Danh mục")

    at = kept[3].index("Chênh lệch")
    assert [row[at] for row in kept[4:8]] == [0, 0, 0, 1]
    assert live[4][at] == "=K5-SUM(L5:O5)"
    assert live[8][10] == "=SUMIFS('Danh mục'!$K$5:$K$8,'Danh mục'!$D$5:$D$8,\"<>Dự phòng\")"


def test_text_that_begins_like_a_formula_stays_text(path):
    sheet = openpyxl.load_workbook(path)["Danh mục"]

    assert [(sheet.cell(row, 3).value, sheet.cell(row, 3).data_type) for row in range(5, 9)] == [
        ("=1+1", "s"),
        ("@SUM(A1)", "s"),
        ("-2", "s"),
        ("+3", "s"),
    ]


def test_no_plan_at_all_is_a_workbook_of_noughts(tmp_path):
    write_consolidated(tmp_path / "a.xlsx", [])

    assert sums(openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True))["Tổng cộng"] == [0] * 6


def test_another_program_calculates_the_same(path, tmp_path):
    """The formulas themselves, not only the values kept: LibreOffice calculates them anew."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    out = tmp_path / "calculated"
    stripped = tmp_path / "stripped.xlsx"
    book = openpyxl.load_workbook(path)
    book.save(stripped)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", str(out), str(stripped)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    calculated = sums(openpyxl.load_workbook(out / "stripped.xlsx", data_only=True))

    assert calculated == sums(openpyxl.load_workbook(path, data_only=True))
