"""One workbook, filled in LibreOffice: the site, the command and the workbook given back say the same of it."""

import html
import json
import re
import shutil
import subprocess

import openpyxl
import pytest

from khuyencong.cli.main import main
from khuyencong.planning.models import PlanDraft
from khuyencong.planning.workbook.checked import WEIGHTS
from khuyencong.planning.workbook.columns import LINES
from tests.planning.books import HERE, LOCAL, row
from tests.planning.workbook.books import HEADINGS

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed here")
WORDS = "|".join(map(re.escape, WEIGHTS.values()))
PLAN = HERE | {"Đơn vị lập": "Trung tâm Khuyến công Lào Cai", "Tổng số đề án": 3, "Tổng kinh phí khuyến công": 900}
CHEAPER = {"Mã_số_thuế": "0100109107", "Tổng_kinh_phí": 800, "Địa_điểm": "xã Mường Bo"}
HOUSEHOLD = {"Loại_hình_cơ_sở": "Hộ kinh doanh", "Ngành_nghề": "Nung gạch"}
COST = {"Tên_đề_án": "Chi phí quản lý", "Loại_đề_án": "Khoản chi", "Vốn_đối_ứng": None, "Tổng_kinh_phí": None}
ROWS = (
    row(),
    row(STT=2, Đơn_vị_thụ_hưởng="Công ty CP Chè Xanh", **CHEAPER),
    row(STT=4, Đơn_vị_thụ_hưởng="Hộ kinh doanh T. V. A.", **HOUSEHOLD),
    row(STT=5, Đơn_vị_thụ_hưởng="HTX Mây Tre", Nội_dung_hoạt_động="Xây nhà văn hóa", Ngày_bắt_đầu="01/03/2026"),
    row(STT=6, Đơn_vị_thụ_hưởng=None, **COST) | {LOCAL: 5},
)


@pytest.fixture(scope="module")
def typed_by_hand(tmp_path_factory):
    """The workbook saved as .ods and again as .xlsx by LibreOffice, as an officer's machine does."""
    folder = tmp_path_factory.mktemp("tay")
    made = openpyxl.Workbook()
    made.active.title = "Kế hoạch"
    for label, value in PLAN.items():
        made.active.append([label, value])
    listed = made.create_sheet("Danh mục")
    listed.append(["DANH MỤC ĐỀ ÁN KHUYẾN CÔNG"])
    listed.append(HEADINGS)
    for each in ROWS:
        listed.append([each.get(heading) for heading in HEADINGS])
    made.save(folder / "ke-hoach.xlsx")
    own_profile = f"-env:UserInstallation=file://{folder}/profile"
    for ending, source in (("ods", folder / "ke-hoach.xlsx"), ("xlsx", folder / "ods" / "ke-hoach.ods")):
        converted = ["--headless", "--convert-to", ending, "--outdir", str(folder / ending), str(source)]
        subprocess.run([SOFFICE, own_profile, *converted], check=True, capture_output=True, timeout=120)
    return folder / "xlsx" / "ke-hoach.xlsx"


@pytest.fixture
def answer(typed_by_hand, reference_data, capsys, monkeypatch):
    """What the command answers, as JSON."""
    monkeypatch.setenv("KHUYENCONG_DATABASE_ROLE", "owner")
    assert main(["check-plan", str(typed_by_hand), "--json"]) == 1
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def by_row(answer):
    """Row and words of everything the command says of rows; 0 is the whole plan."""
    said = {(line["row"], _words(finding)) for line in answer["lines"] for finding in line["findings"]}
    said |= {(0, _words(finding)) for finding in answer["findings"]}
    return said | {(problem["row"], problem["reason"]) for problem in answer["problems"]}


def _words(finding):
    return f"{finding['title']} {finding['body']}".strip()


def test_the_file_has_something_of_every_weight_to_say(answer):
    weights = {finding["weight"] for line in answer["lines"] for finding in line["findings"]}
    weights |= {finding["weight"] for finding in answer["findings"]}

    assert weights == {"blocks", "warns", "asks", "informs"}
    assert answer["problems"] == [] or {problem["severity"] for problem in answer["problems"]} <= {"error", "note"}


def test_the_site_keeps_the_same_codes_at_the_same_rows(answer, uploaded, typed_by_hand):
    uploaded(typed_by_hand)

    draft = PlanDraft.objects.get()
    kept = [(line.row, f["code"], f["weight"]) for line in draft.lines.all() for f in line.findings]
    told = [(line["row"], f["code"], f["weight"]) for line in answer["lines"] for f in line["findings"]]
    assert kept == told
    assert [finding["code"] for finding in draft.findings] == [finding["code"] for finding in answer["findings"]]
    assert draft.totals == answer["totals"]


def test_the_page_of_the_draft_says_the_same_words_at_the_same_rows(by_row, uploaded, typed_by_hand, signed_in):
    page = signed_in.get(uploaded(typed_by_hand)).content.decode()

    whole, *articles = re.split(r'<article[^>]*id="row-', page)
    parts = {0: whole} | {int(part.split('"')[0]): part for part in articles}
    assert {(number, words) for number, part in parts.items() for words in _shown(part)} == by_row


def _shown(part):
    """Title and body of each finding in a stretch of the page; the reason of each cell that was not read."""
    for item in re.findall(r'<li class="kc-finding.*?</li>', part, re.S):
        title = re.search(r"<strong>(.*?)</strong>", item, re.S)[1]
        body = re.search(r"<p>(.*?)</p>", item, re.S)
        yield html.unescape(f"{title} {body[1] if body else ''}".strip())


@pytest.fixture
def given_back(uploaded, typed_by_hand, signed_in, tmp_path):
    """The checked workbook from the site."""
    path = tmp_path / "doi-chieu.xlsx"
    path.write_bytes(b"".join(signed_in.get(uploaded(typed_by_hand) + "checked.xlsx").streaming_content))
    return openpyxl.load_workbook(path)


def test_the_remarks_on_the_cells_of_the_workbook_given_back_say_the_same_of_each_row(by_row, given_back):
    remarks = set()
    for cells in given_back["Danh mục"].iter_rows():
        for cell in cells:
            for said in cell.comment.text.split("\n\n") if cell.comment else ():
                remarks.add((cell.row, said))

    of_rows = {(number, words) for number, words in by_row if number}
    for number, words in of_rows:
        assert any(at == number and _said(remark).startswith(words) for at, remark in remarks), (number, words)
    for at, remark in remarks:
        assert any(at == number and _said(remark).startswith(words) for number, words in of_rows), (at, remark)


def _said(remark):
    return re.sub(rf"^(?:{WORDS}): ", "", remark)


def test_the_sheet_of_conclusions_says_the_same_of_the_plan_and_of_each_row(by_row, given_back):
    sheet = given_back["Kết luận"]

    concluded = {(cells[0] or 0, cells[3]) for cells in sheet.iter_rows(min_row=5, values_only=True) if cells[3]}
    assert concluded == by_row


def test_the_command_writes_the_same_workbook_as_the_site(given_back, typed_by_hand, tmp_path):
    out = tmp_path / "lenh.xlsx"
    main(["check-plan", str(typed_by_hand), "--out", str(out)])

    def everything(book):
        return [
            [(c.value, c.comment and c.comment.text) for c in cells] for sheet in book for cells in sheet.iter_rows()
        ]

    assert everything(openpyxl.load_workbook(out)) == everything(given_back)


def test_the_headings_of_the_form_went_through_libreoffice_unchanged(typed_by_hand):
    sheet = openpyxl.load_workbook(typed_by_hand)["Danh mục"]

    assert [cell.value for cell in sheet[2]] == [column.heading for column in LINES]
