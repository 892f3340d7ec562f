"""The pages of norms: true on any day, honest about what was not read, and the same number of queries always."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from khuyencong.policy.models import NormConfirmation, SupportNorm

pytestmark = pytest.mark.django_db
QUOTE = "Mức hỗ trợ tối đa 50% chi phí nhưng không quá 35 triệu đồng/nhãn hiệu."
BRAND = "/policy/norms/brand_registration@2018-05-11/"


def text_of(response):
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in asked]


def test_the_norms_of_a_day_are_those_that_held_on_it(reader):
    before = text_of(reader.get("/policy/?day=2018-05-10&activity=advanced_machinery"))
    after = text_of(reader.get("/policy/?day=2018-05-11&activity=advanced_machinery"))

    assert "tối đa 50% chi phí, không quá 200 triệu đồng" in before
    assert "tối đa 50% chi phí, không quá 300 triệu đồng" in after


def test_a_day_may_be_typed_the_vietnamese_way(reader):
    assert "tối đa 50% chi phí, không quá 200 triệu đồng" in text_of(reader.get("/policy/?day=10/05/2018"))


def test_past_the_last_day_read_a_figure_is_only_about(reader):
    page = text_of(reader.get("/policy/?day=2024-08-28&activity=advanced_machinery"))

    assert "khoảng 50% chi phí, không quá 300 triệu đồng, theo văn bản đã đọc đến 27/08/2024" in page
    assert "tối đa 50%" not in page


def test_what_was_not_read_carries_its_mark(reader):
    page = text_of(reader.get("/policy/?day=2020-01-01&activity=brand_registration"))

    assert "khoảng 50% chi phí, không quá 35 triệu đồng, chưa đối chiếu văn bản" in page


def test_the_list_can_be_narrowed_by_certainty(reader):
    answer = reader.get("/policy/?day=2020-01-01&standing=binding")

    assert "kc-tag-warns" not in answer.content.decode()
    assert "tối đa 30% chi phí, không quá 1.000 triệu đồng" in text_of(answer)


def test_activities_without_a_norm_are_named(reader):
    page = text_of(reader.get("/policy/?day=2026-11-23"))

    assert "Nội dung chưa có mức chi vào ngày này" in page
    assert "Chuyển đổi số trong cơ sở công nghiệp nông thôn" in page.split("chưa có mức chi")[1]


def test_a_province_has_its_own_norms_beside_the_countrys(reader):
    page = text_of(reader.get("/policy/?day=2026-01-01&province=66&activity=demo_model_new_tech"))

    assert "khoảng 30% chi phí, không quá 800 triệu đồng, chưa đối chiếu văn bản" in page
    assert "1.000 triệu đồng" in page


def test_rules_of_a_former_province_are_only_shown(reader):
    page = text_of(reader.get("/policy/?day=2026-01-01&province=92"))

    assert "Chỉ để xem: dự thảo" in page
    assert "Hậu Giang" in page


@pytest.mark.parametrize("query", ["day=hôm-qua", "province=00", "activity=nothing", "standing=sure", "day=2018-02-30"])
def test_a_question_that_makes_no_sense_is_answered_in_words(reader, query):
    answer = reader.get(f"/policy/?{query}")

    assert answer.status_code == 200
    assert 'class="kc-errors"' in answer.content.decode()


def test_before_the_first_norm_read_the_page_says_so(reader):
    assert "Mức chi trước 08/04/2014 chưa đọc được" in text_of(reader.get("/policy/?day=2010-01-01"))


def test_the_list_asks_the_same_number_of_queries_whatever_it_shows(reader):
    assert len(queries_of(reader, "/policy/?day=2010-01-01")) == len(queries_of(reader, "/policy/?day=2020-01-01"))
    assert len(queries_of(reader, "/policy/?day=2020-01-01")) <= 8


def test_the_difference_shows_both_sides_and_what_became_of_each(reader):
    page = text_of(reader.get("/policy/difference/?before=2018-05-10&after=2018-05-11"))

    row = page.split("Ứng dụng máy móc thiết bị tiên tiến")[1].split("Chuyển giao")[0]
    assert "200 triệu đồng" in row
    assert "300 triệu đồng" in row
    assert "tăng" in row
    assert "Thù lao cộng tác viên khuyến công" not in page


def test_the_difference_can_show_what_did_not_change(reader):
    page = text_of(reader.get("/policy/difference/?before=2018-05-10&after=2018-05-11&unchanged=on"))

    assert "Thù lao cộng tác viên khuyến công" in page


def test_the_difference_asks_the_same_number_of_queries_whatever_changed(reader):
    none = queries_of(reader, "/policy/difference/?before=2019-01-01&after=2019-01-02")
    many = queries_of(reader, "/policy/difference/?before=2018-05-10&after=2018-05-11")

    assert len(none) == len(many) <= 7


def test_one_norm_tells_its_history_its_source_and_what_is_not_known(reader):
    page = text_of(reader.get("/policy/norms/advanced_machinery@2018-05-11/"))

    assert "200 triệu đồng" in page
    assert "chưa đọc được có đổi mức chi này hay không" in page
    assert "Điều 8 khoản 4" in page
    assert "Hợp đồng, nghiệm thu, thanh lý mua máy móc" in page


def test_every_norm_has_a_page_of_as_many_queries(reader):
    asked = {len(queries_of(reader, f"/policy/norms/{key}/")) for key in ("media@2014-04-08", "consultancy@2018-05-11")}
    every = SupportNorm.objects.values_list("key", flat=True)

    assert max(asked) <= 8
    assert {reader.get(f"/policy/norms/{key}/").status_code for key in every} == {200}


def test_an_unknown_norm_is_not_found(reader):
    assert reader.get("/policy/norms/nothing@2018/").status_code == 404


def test_only_the_right_officer_is_offered_the_confirmation(reader):
    assert "confirmation" not in reader.get(BRAND).content.decode()
    assert reader.get(f"{BRAND}confirmation/").status_code == 403
    assert reader.post(f"{BRAND}confirmation/", {"page": "7", "quote": QUOTE}).status_code == 403


def test_the_officer_confirms_with_page_and_words(officer):
    assert f"{BRAND}confirmation/" in officer.get(BRAND).content.decode()

    done = officer.post(f"{BRAND}confirmation/", {"page": "7", "quote": QUOTE})

    assert done.status_code == 302
    page = text_of(officer.get(BRAND))
    assert "tối đa 50% chi phí, không quá 35 triệu đồng" in page
    assert "Đã xác nhận theo văn bản" in page
    assert NormConfirmation.objects.get().confirmed_on == timezone.localdate()


@pytest.mark.parametrize(("page", "quote", "field"), [("", QUOTE, "page"), ("7", "35 triệu", "quote")])
def test_a_confirmation_without_its_words_is_sent_back(officer, page, quote, field):
    answer = officer.post(f"{BRAND}confirmation/", {"page": page, "quote": quote})

    assert answer.status_code == 200
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not NormConfirmation.objects.exists()


def test_a_second_confirmation_is_refused_in_words(officer):
    officer.post(f"{BRAND}confirmation/", {"page": "7", "quote": QUOTE})

    again = officer.post(f"{BRAND}confirmation/", {"page": "7", "quote": QUOTE})

    assert again.status_code == 409
    assert "đã được xác nhận" in again.content.decode()


def test_the_confirmed_figure_stays_certain_on_later_days(officer):
    officer.post(f"{BRAND}confirmation/", {"page": "7", "quote": QUOTE})
    later = (timezone.localdate() + datetime.timedelta(days=400)).isoformat()

    assert "tối đa 50% chi phí, không quá 35 triệu đồng" in text_of(
        officer.get(f"/policy/?day={later}&activity=brand_registration")
    )


def test_a_figure_that_only_warns_is_not_said_to_block(reader):
    page = text_of(reader.get("/policy/norms/advanced_machinery@2018-05-11/"))

    assert "chỉ cảnh báo" in page
    assert "chặn khi vượt" not in page


def test_the_mark_names_the_last_day_read(reader):
    assert (
        "đã đọc đến 27/08/2024"
        in text_of(reader.get("/policy/norms/advanced_machinery@2018-05-11/")).split("cho mỗi")[1]
    )
