"""Pages of legal texts and of the reviewed list."""

import pytest

from khuyencong.policy.models import Activity, LegalInstrument
from tests.web.policy.test_norms import queries_of, text_of

pytestmark = pytest.mark.django_db


def test_all_texts_stand_in_the_list_with_their_validity(reader):
    page = text_of(reader.get("/policy/instruments/"))

    for text in LegalInstrument.objects.all():
        assert text.cited_as in page
    assert "chưa đọc được ngày" in page


def test_texts_are_found_without_diacritics(reader):
    page = text_of(reader.get("/policy/instruments/?q=binh chon"))

    assert "Thông tư 26/2014/TT-BCT" in page
    assert "Nghị định 45/2012/NĐ-CP" not in page


def test_texts_can_be_narrowed_by_validity(reader):
    page = text_of(reader.get("/policy/instruments/?state=ended"))

    assert "Thông tư liên tịch 26/2014/TTLT-BTC-BCT" in page
    assert "Nghị định 235/2025/NĐ-CP" not in page


def test_one_text_names_what_changed_it_and_what_stands_on_it(reader):
    page = text_of(reader.get("/policy/instruments/28/2018/TT-BTC/"))

    assert "Được sửa đổi bởi Thông tư 64/2024/TT-BTC" in page
    assert "Thay thế Thông tư liên tịch 26/2014/TTLT-BTC-BCT" in page
    assert "khoảng 50% chi phí, không quá 300 triệu đồng, theo văn bản đã đọc đến 27/08/2024" in page


def test_every_text_has_a_page(reader):
    keys = LegalInstrument.objects.values_list("key", flat=True)

    assert {reader.get(f"/policy/instruments/{key}/").status_code for key in keys} == {200}


def test_every_activity_stands_in_the_reviewed_list(reader):
    page = text_of(reader.get("/policy/activities/"))

    for activity in Activity.objects.all():
        assert activity.name_vi in page
    assert "chưa biết mức chi" in page


@pytest.mark.parametrize(
    "address", ["/policy/instruments/", "/policy/activities/", "/policy/instruments/45/2012/NĐ-CP/"]
)
def test_the_number_of_queries_is_small_and_settled(reader, address):
    assert len(queries_of(reader, address)) <= 8


@pytest.mark.parametrize(
    "address",
    [
        "/policy/",
        "/policy/difference/",
        "/policy/instruments/",
        "/policy/activities/",
        "/policy/norms/media@2018-05-11/",
        "/policy/instruments/28/2018/TT-BTC/",
    ],
)
def test_pages_read_in_english_too(reader, address):
    reader.cookies["django_language"] = "en"

    page = text_of(reader.get(address))

    assert "Quy định có hiệu lực" not in page


@pytest.mark.parametrize("address", ["/policy/", "/policy/difference/", "/policy/instruments/", "/policy/activities/"])
def test_nobody_reads_without_signing_in(client, law, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
