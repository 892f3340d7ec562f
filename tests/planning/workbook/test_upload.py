"""A plan taken in as a site takes it: another program's file, a large one, a bad one, a hostile one."""

import io
import shutil
import subprocess
import time

import pytest
import xlsxwriter

from khuyencong.core.spreadsheet import Refused
from khuyencong.planning.workbook.reader import read_plan
from khuyencong.planning.workbook.uploading import read_upload
from tests.planning.workbook.books import ACTIVITIES, HEADINGS, PLAN, book, cells, line


def long_list(path, count, **changed):
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as made:
        plan = made.add_worksheet("Kế hoạch")
        for row, pair in enumerate(PLAN.items()):
            plan.write_row(row, 0, pair)
        listed = made.add_worksheet("Danh mục")
        listed.write_row(0, 0, HEADINGS)
        for row in range(1, count + 1):
            own = {heading: value.format(row) for heading, value in changed.items()}
            each = (
                line(STT=row, Tên_đề_án=f"Đề án số {row}", Đơn_vị_thụ_hưởng=f"Công ty {row}", Vốn_đối_ứng="600,5") | own
            )
            listed.write_row(row, 0, cells(HEADINGS, each))
    return path


def test_an_upload_reads_as_the_file_does(tmp_path):
    path = book(tmp_path / "a.xlsx", line(), line(STT=2, Tổng_kinh_phí="hơn 5"))

    assert read_upload(io.BytesIO(path.read_bytes()), ACTIVITIES) == read_plan(path, ACTIVITIES)


def test_a_file_of_libreoffice_reads_the_same(tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    source = book(tmp_path / "a.xlsx", line(Ngày_bắt_đầu="03/2026"), line(STT=2, Tổng_kinh_phí=12.5))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "ods",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    plan = read_upload(tmp_path / "a.ods", ACTIVITIES)

    assert plan == read_plan(source, ACTIVITIES)
    assert not plan.errors


def test_ten_thousand_lines_take_three_seconds_at_most(tmp_path):
    path = long_list(tmp_path / "a.xlsx", 10_000)

    began = time.process_time()
    plan = read_plan(path, ACTIVITIES)
    took = time.process_time() - began

    assert len(plan.valid_lines) == 10_000
    assert took < 3


def test_thousands_of_wrong_lines_are_told_within_a_second(tmp_path):
    wrong = {"Loại đề án": "Loại {}", "Nội dung hoạt động": "Máy moc tien tien {}", "Tổng kinh phí": "hơn {}"}
    path = long_list(tmp_path / "a.xlsx", 3_500, **wrong)

    began = time.process_time()
    plan = read_plan(path, ACTIVITIES)
    took = time.process_time() - began

    assert len(plan.errors) == 3 * 3_500
    assert took < 1.5


def test_a_hostile_file_is_refused_with_words(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"MZ\x90\x00")

    with pytest.raises(Refused) as refusal:
        read_upload(tmp_path / "a.xlsx", ACTIVITIES)

    assert "bảng tính" in refusal.value.said().reason
