"""The consolidated plan in Word: what stands in it, and that Word and LibreOffice can open it."""

import dataclasses
import io
import shutil
import subprocess

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docxtpl import DocxTemplate
from jinja2 import UndefinedError

from khuyencong.documents import pdf
from khuyencong.documents.plan_document import PlanDocument, PlanLine, values, written
from khuyencong.documents.plan_template import TEMPLATE, built
from tests.documents.plans import LINES, plan


def opened(document: PlanDocument):
    return Document(io.BytesIO(written(document)))


def paragraphs(paper):
    """All text, in tables too."""
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    return [each.text for home in (paper, *cells) for each in home.paragraphs]


def rows(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_heading_names_the_bodies_the_nation_the_symbol_and_the_place():
    text = paragraphs(opened(plan(number=7, day=9)))

    assert {"ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "SỞ CÔNG THƯƠNG", "Số: 07/KH-SCT"} <= set(text)
    assert {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"} <= set(text)
    assert "Lào Cai, ngày 09 tháng 11 năm 2026" in text


def test_before_signing_the_number_and_the_day_are_left_open_but_month_and_year_are_not():
    filled = values(plan(month=2))

    assert filled["number"].strip() == ""
    assert filled["date_line"].split() == ["ngày", "tháng", "02", "năm", "2026"]


def test_legal_bases_end_with_semicolons_and_the_last_with_a_full_stop():
    text = paragraphs(opened(plan()))

    bases = [each for each in text if each.startswith("Căn cứ")]
    assert [each[-1] for each in bases] == [";", "."]


def test_the_paper_ends_with_its_mark_and_the_list_of_recipients():
    text = paragraphs(opened(plan()))

    assert "Trên đây là Kế hoạch khuyến công năm 2027 của Sở Công Thương./." in text
    assert {"Nơi nhận:", "- UBND tỉnh (b/c);", "- Lưu: VT, QLCN."} <= set(text)


def test_the_signature_block_has_the_authority_and_room_but_no_name():
    signer = opened(plan()).tables[2].rows[0].cells[1]

    assert [each.text for each in signer.paragraphs] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "", "", ""]


def test_the_summary_adds_up_by_activity_and_source():
    summary = rows(opened(plan()).tables[1])

    assert summary[1:] == [
        ["1", "Xây dựng mô hình trình diễn kỹ thuật", "1.000.000.000", "0", "1.000.000.000"],
        ["2", "Ứng dụng máy móc thiết bị tiên tiến", "0", "541.005.000", "541.005.000"],
        ["", "Tổng cộng", "1.000.000.000", "541.005.000", "1.541.005.000"],
    ]


def test_the_total_stands_in_figures_and_in_words():
    text = " ".join(paragraphs(opened(plan())))

    assert "1.541.005.000 đồng (Bằng chữ: Một tỷ năm trăm bốn mươi mốt triệu không trăm linh năm nghìn đồng)" in text


def test_the_annex_lists_each_proposal_under_its_activity_with_subtotals():
    annex = rows(opened(plan()).tables[3])

    assert [row[0] for row in annex] == ["TT", "I", "1", "II", "1", "2", ""]
    assert annex[4][1] == "Hỗ trợ ứng dụng máy chế biến chè <xanh> & chè đen\n(KC-2027-002)"
    assert annex[3][5:] == ["1.600.000.000", "0", "541.005.000", "1.058.995.000"]
    assert annex[-1][5:] == ["5.000.000.000", "1.000.000.000", "541.005.000", "3.458.995.000"]


def test_the_page_follows_decree_30_and_the_annex_lies_on_its_side():
    upright, annex = opened(plan()).sections

    assert [round(upright.page_width.mm), round(upright.page_height.mm)] == [210, 297]
    assert 20 <= round(upright.top_margin.mm) <= 25
    assert 30 <= round(upright.left_margin.mm) <= 35
    assert 15 <= round(upright.right_margin.mm) <= 20
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    assert opened(plan()).styles["Normal"].font.name == "Times New Roman"


def test_pages_are_numbered_above_from_the_second_on():
    section = opened(plan()).sections[0]

    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert "PAGE" in section.header._element.xml


def test_a_plan_with_no_proposal_yet_can_be_written():
    assert "Tổng cộng" in [row[1] for row in rows(opened(plan(lines=())).tables[1])]


def test_support_above_the_total_cost_is_refused():
    with pytest.raises(ValueError, match="KC-1"):
        PlanLine("KC-1", "x", "x", "x", "x", "x", total_cost=10, national=6, local=5)


def test_a_template_that_asks_for_something_unknown_is_refused(tmp_path):
    paper = built()
    paper.add_paragraph("{{ nothing_of_the_kind }}")
    paper.save(str(tmp_path / "edited.docx"))

    with pytest.raises(UndefinedError, match="nothing_of_the_kind"):
        written(plan(), template=tmp_path / "edited.docx")


def test_the_template_in_the_package_is_the_one_the_script_makes_and_uses_every_value():
    shipped = DocxTemplate(TEMPLATE)

    assert paragraphs(Document(str(TEMPLATE))) == paragraphs(built())
    assert shipped.get_undeclared_template_variables() == set(values(plan())) - {"activity"}


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice Writer is not installed")
def test_libreoffice_opens_a_long_plan_and_shows_its_figures(tmp_path):
    lines = tuple(dataclasses.replace(LINES[at % 3], code=f"KC-2027-{at:03d}") for at in range(60))

    paper = pdf.pdf_of(written(plan(lines=lines)))

    assert paper.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        (tmp_path / "plan.pdf").write_bytes(paper)
        text = subprocess.run(["pdftotext", "-layout", tmp_path / "plan.pdf", "-"], capture_output=True, check=True)
        assert "KC-2027-059" in text.stdout.decode()
        assert "30.820.100.000" in text.stdout.decode()


def test_without_libreoffice_it_says_so(monkeypatch):
    monkeypatch.setattr(pdf, "office", lambda: None)

    with pytest.raises(pdf.NoOffice, match="not installed"):
        pdf.pdf_of(b"")
