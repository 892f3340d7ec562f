"""Lists of trades."""

import datetime
import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from khuyencong.directory.models import Trade
from khuyencong.directory.roles import Role

pytestmark = pytest.mark.django_db
LOAD = "/establishments/trades/loading/"
CSV = "Mã ngành,Tên ngành\n1076,Sản xuất chè\n1101,Chưng rượu mạnh\n".encode()


def upload(name="vsic.csv", content=CSV):
    return {"scheme": "VSIC 2025", "valid_from": "2025-11-15", "file": SimpleUploadedFile(name, content)}


def workbook(*rows):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


@pytest.mark.parametrize(
    "sent",
    [
        upload(),
        upload("vsic.xlsx", workbook(["Mã ngành", "Tên ngành"], ["1076", "Sản xuất chè"], [1101, "Chưng rượu"])),
    ],
    ids=["csv", "xlsx"],
)
def test_a_list_is_loaded_from_a_file_and_searched_without_marks(as_role, places, sent):
    client = as_role(Role.POLICY_OFFICER)

    answer = client.post(LOAD, sent)
    found = client.get("/establishments/trades/", {"q": "san xuat che"}).context

    assert answer.status_code == 302
    assert [(row["scheme"], row["lines"], row["valid_from"]) for row in found["lists"]] == [
        ("VSIC 2025", 2, datetime.date(2025, 11, 15))
    ]
    assert [trade.code for trade in found["rows"]] == ["1076"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vsic.pdf", b"%PDF"),
        ("vsic.xlsx", b"not a workbook"),
        ("vsic.csv", b"a,b\n1,2\n"),
        ("vsic.csv", b"\xff\xfe\x00"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_its_field(as_role, places, name, content):
    answer = as_role(Role.ADMINISTRATOR).post(LOAD, upload(name, content))

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Trade.objects.exists()


def test_a_bomb_is_refused_before_it_is_read(as_role, places):
    file = io.BytesIO(workbook(["Mã ngành", "Tên ngành"]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * 400_000_000)

    answer = as_role(Role.ADMINISTRATOR).post(LOAD, upload("vsic.xlsx", file.getvalue()))

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_who_may_not_load_reads_and_is_told_who_may(as_role, places):
    client = as_role(Role.APPRAISER)

    assert "người quản trị" in client.get("/establishments/trades/").content.decode()
    assert client.get(LOAD).status_code == 403
    assert client.post(LOAD, upload()).status_code == 403


def test_a_trade_is_stated_by_code_of_a_list_or_in_words(as_role, establishment):
    one = establishment()
    trade = Trade.objects.create(scheme="VSIC 2018", code="1076", name="Chè", valid_from=datetime.date(2018, 8, 20))
    client = as_role()
    address = f"/establishments/{one.pk}/trade/"

    unknown = client.post(address, {"scheme": "VSIC 2018", "code": "9999"})
    client.post(address, {"scheme": "VSIC 2018", "code": "1076"})
    client.post(address, {"words": "Đan lát mây tre"})

    assert "code" in unknown.context["form"].errors
    assert [(row.trade, row.words) for row in one.trades.order_by("pk")] == [(trade, ""), (None, "Đan lát mây tre")]
