"""The list of establishments."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from khuyencong.directory.roles import Role

pytestmark = pytest.mark.django_db


def names(response):
    return [row["name"] for row in response.context["rows"]]


def test_names_stand_in_the_order_of_a_vietnamese_dictionary(as_role, establishment):
    for name in ("Đá Trắng", "Ánh Dương", "Dũng Tiến", "Ân Phúc", "An Bình"):
        establishment(name)

    response = as_role().get("/establishments/")

    assert names(response) == ["An Bình", "Ánh Dương", "Ân Phúc", "Dũng Tiến", "Đá Trắng"]


@pytest.mark.parametrize(
    "words", ["suoi giang", "Suối Giàng", "GIANG suoi", "hoa binh", "hòa", "hoà", "0100109106", "010010"]
)
def test_a_name_is_found_without_marks_and_a_tax_code_by_its_beginning(as_role, establishment, words):
    establishment("HTX Chè Suối Giàng Hoà Bình", tax_code="0100109106")
    establishment("Cơ khí Cốc Lếu")

    assert names(as_role().get("/establishments/", {"q": words})) == ["HTX Chè Suối Giàng Hoà Bình"]


def test_a_province_of_today_stands_for_those_it_was_made_of(as_role, establishment, places):
    establishment("Ở Yên Bái cũ", province_id=places.yen_bai.pk)
    establishment("Ở Lào Cai mới")

    response = as_role().get("/establishments/", {"province": "15"})

    assert names(response) == ["Ở Lào Cai mới", "Ở Yên Bái cũ"]
    assert "nay là Lào Cai" in response.content.decode()


def test_another_province_sees_none_of_them(as_role, establishment):
    establishment()

    assert names(as_role(where="hai_phong").get("/establishments/")) == []


def test_a_commune_sees_its_own(as_role, establishment, places):
    establishment("Trong xã", unit_id=places.commune.pk)
    establishment("Ngoài xã", unit_id=places.other_commune.pk)

    assert names(as_role(Role.COMMUNE_OFFICER, "commune").get("/establishments/")) == ["Trong xã"]


def test_filters_by_kind_and_tax_code_and_nonsense_means_nothing(as_role, establishment):
    establishment("Có mã", tax_code="0100109106", kind="sme")
    establishment("Không mã")
    client = as_role()

    assert names(client.get("/establishments/", {"tax": "with"})) == ["Có mã"]
    assert names(client.get("/establishments/", {"tax": "without"})) == ["Không mã"]
    assert names(client.get("/establishments/", {"kind": "sme"})) == ["Có mã"]
    assert len(names(client.get("/establishments/", {"kind": "x", "tax": "y", "province": "zz", "page": "-1"}))) == 2


def test_sixty_to_a_page(as_role, establishment):
    for number in range(61):
        establishment(f"Cơ sở {number:02}")
    client = as_role()

    assert len(names(client.get("/establishments/"))) == 60
    assert names(client.get("/establishments/", {"page": "2"})) == ["Cơ sở 60"]


def test_the_number_of_queries_does_not_grow_with_the_list(as_role, establishment, supported):
    supported(establishment("Một"), support_local=1)
    client = as_role()
    client.get("/establishments/")

    with CaptureQueriesContext(connection) as few:
        client.get("/establishments/")
    for number in range(30):
        supported(establishment(f"Thêm {number}"), support_local=1)
    client.get("/establishments/")
    with CaptureQueriesContext(connection) as many:
        client.get("/establishments/")

    assert len(many) == len(few) <= 12


def test_the_workbook_holds_what_is_seen_and_no_personal_data(as_role, establishment):
    establishment("Có mã", tax_code="0100109106", representative_name="Vàng T. M.", phone="0912345678")
    establishment("Không mã")

    answer = as_role().get("/establishments/export.xlsx", {"tax": "with"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active

    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2]) for row in rows] == [("Có mã", "0100109106")]
    assert "0912345678" not in str(rows)
    assert "Vàng" not in str(rows)


def test_a_name_that_looks_like_a_formula_stays_a_name(as_role, establishment):
    establishment("=1+1 Sản xuất")

    answer = as_role().get("/establishments/export.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active

    assert sheet["A2"].value == "=1+1 Sản xuất"
    assert sheet["A2"].data_type == "s"
