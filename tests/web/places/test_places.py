"""What was this place on a day."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyencong.directory.models import (
    OrganisationName,
    OrganisationParent,
    Region,
    RegionMembership,
)
from tests.web.establishments.conftest import NEW, OLD, became, body, unit

pytestmark = pytest.mark.django_db
D = datetime.date
BEFORE, AFTER = "2025-06-30", "2025-07-01"


def asked(client, words, day):
    answer = client.get("/places/", {"q": words, "day": day}).context["answer"]
    return [match.unit.full_name for match in answer.then], [match.unit.full_name for match in answer.otherwise]


@pytest.mark.parametrize(
    ("words", "day", "then", "otherwise"),
    [
        ("15", BEFORE, ["Tỉnh Yên Bái"], ["Tỉnh Lào Cai"]),
        ("15", AFTER, ["Tỉnh Lào Cai"], ["Tỉnh Yên Bái"]),
        ("10", AFTER, [], ["Tỉnh Lào Cai"]),
        ("yen bai", BEFORE, ["Tỉnh Yên Bái"], []),
        ("suối giàng", AFTER, [], ["Xã Suối Giàng"]),
    ],
)
def test_a_name_or_code_means_what_it_meant_on_the_day(as_role, places, words, day, then, otherwise):
    assert asked(as_role(), words, day) == (then, otherwise)


def test_a_reused_code_says_whose_it_was_also_when_only_the_name_was_asked(as_role, places):
    client = as_role()

    by_name = client.get("/places/", {"q": "lao cai", "day": AFTER}).content.decode()
    page = client.get(f"/places/{places.lao_cai.pk}/").content.decode()

    assert "cùng mã này vào ngày khác: Tỉnh Yên Bái" in " ".join(by_name.split())
    assert "Mã 15 còn từng chỉ nơi khác" in page
    assert "01/08/2008 – 30/06/2025" in page


def test_a_mere_change_of_name_is_not_another_place(as_role, places):
    old = unit(1, "46", "Thừa Thiên Huế", "tinh", since=OLD, until=NEW)
    new = unit(1, "46", "Huế", "thanh_pho")
    became(old, new)

    answer = as_role().get(f"/places/{new.pk}/")

    assert answer.context["match"].others == []
    assert [one.unit for one in answer.context["match"].same] == [old]


def test_a_place_says_what_it_came_from_and_became(as_role, places):
    match = as_role().get(f"/places/{places.lao_cai.pk}/").context["match"]

    assert [row.predecessor for row in match.came_from] == [places.yen_bai, places.old_lao_cai]
    assert match.became == []


def test_a_place_that_is_not_on_the_map_of_the_day_is_shown_with_a_warning(as_role, places):
    html = as_role().get(f"/places/{places.yen_bai.pk}/", {"day": AFTER}).content.decode()

    assert "Không có trên bản đồ ngày 01/07/2025" in html
    assert "Huyện Văn Chấn" in html


def test_regions_and_bodies_are_those_of_the_day(as_role, places):
    north = Region.objects.create(key="north", name_vi="Miền Bắc", name_en="North")
    RegionMembership.objects.create(region=north, province=places.lao_cai, valid_from=NEW)
    finance = body("so-tai-chinh", "other", places.lao_cai)
    centre = body("trung-tam", "centre", places.lao_cai)
    OrganisationName.objects.create(organisation=centre, name="Trung tâm Khuyến công", valid_to=D(2026, 1, 1))
    OrganisationName.objects.create(organisation=centre, name="Trung tâm Xúc tiến", valid_from=D(2026, 1, 1))
    OrganisationParent.objects.create(organisation=centre, parent=finance, valid_from=D(2026, 1, 1))
    client = as_role()

    def on(day):
        bodies = client.get(f"/places/{places.lao_cai.pk}/", {"day": day}).context["bodies"]
        return next((one.name, one.parent) for one in bodies if one.kind == "centre")

    assert on("2025-12-31") == ("Trung tâm Khuyến công", "")
    assert on("2026-01-01") == ("Trung tâm Xúc tiến", "so-tai-chinh")
    assert "Miền Bắc" in client.get(f"/places/{places.lao_cai.pk}/").content.decode()


def test_without_words_the_provinces_of_the_day_are_listed(as_role, places):
    client = as_role()

    def on(day):
        return [row["unit"].name for row in client.get("/places/", {"day": day}).context["provinces"]]

    assert on(BEFORE) == ["Hải Phòng", "Lào Cai", "Yên Bái"]
    assert on(AFTER) == ["Hải Phòng", "Lào Cai"]
    assert on("not a day") == on(AFTER)


def test_the_number_of_queries_does_not_grow_with_what_is_found(as_role, places):
    client = as_role()
    client.get("/places/", {"q": "xa"})
    with CaptureQueriesContext(connection) as few:
        client.get("/places/", {"q": "xa"})
    for number in range(20):
        became(places.old_commune, unit(3, f"1{number:04}", f"Mới {number}", "xa", parent=places.lao_cai), whole=False)
    with CaptureQueriesContext(connection) as many:
        client.get("/places/", {"q": "xa"})

    assert len(many) == len(few)
