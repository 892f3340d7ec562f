"""The page of one establishment."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyencong.directory.actions.establishments import correct_establishment, note_fact, state_trade
from khuyencong.directory.actions.merging import merge_establishments
from khuyencong.directory.models import Establishment
from khuyencong.directory.roles import Role

pytestmark = pytest.mark.django_db
D = datetime.date


def page(client, one, **query):
    return client.get(f"/establishments/{one.pk}/", query)


def test_another_province_does_not_find_it(as_role, establishment):
    assert page(as_role(where="hai_phong"), establishment()).status_code == 404


def test_the_facts_are_those_of_the_day_asked_for(as_role, establishment):
    one = establishment()
    colleague = establishment.colleague
    for value, day in ((24, D(2024, 12, 31)), (31, D(2026, 6, 30))):
        note_fact(establishment=one, kind="workers", value=value, as_of=day, by=colleague, on=D(2026, 11, 1))
    state_trade(establishment=one, words="Chế biến chè", since=D(2025, 1, 1), by=colleague, on=D(2026, 11, 1))
    client = as_role()

    then, now = page(client, one, day="2024-12-31"), page(client, one)

    assert [fact.row.value for fact in then.context["facts"]] == [24]
    assert [fact.row.value for fact in now.context["facts"]] == [31]
    assert then.context["trades"] == []
    assert [row.words for row in now.context["trades"]] == ["Chế biến chè"]


def test_a_day_before_a_correction_shows_what_the_register_said(as_role, establishment):
    one = establishment()
    Establishment.objects.filter(pk=one.pk).update(registered_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    correct_establishment(
        establishment=one, changes={"name": "HTX Chè Shan"}, by=establishment.colleague, on=D(2026, 11, 23)
    )

    recorded = page(as_role(), one, day="2026-02-01").context["recorded"]

    assert recorded.yet
    assert recorded.values["name"] == "Hợp tác xã Chè Suối Giàng"
    assert "name" in recorded.changed


def test_an_address_of_the_map_with_districts_is_followed_to_today(as_role, establishment, places):
    one = establishment(province_id=places.yen_bai.pk, unit_id=places.old_commune.pk)

    then, today = page(as_role(), one, day="2024-05-01").context["places"]

    assert [place.words for place in then.places] == ["Xã Suối Giàng, Huyện Văn Chấn, Tỉnh Yên Bái"]
    assert [place.words for place in today.places] == ["Xã Văn Chấn, Tỉnh Lào Cai"]
    assert today.sure


def test_a_place_of_today_is_looked_for_on_the_earlier_map(as_role, establishment, places):
    one = establishment(unit_id=places.commune.pk)

    then = page(as_role(), one, day="2024-05-01").context["places"][0]

    assert [place.words for place in then.places] == ["Xã Suối Giàng, Huyện Văn Chấn, Tỉnh Yên Bái"]


def test_personal_data_are_masked(as_role, establishment):
    one = establishment(representative_name="Vàng Thị Máy", phone="0912345678")

    html = page(as_role(), one).content.decode()

    assert "V••• T••• M•••" in html
    assert "••••••••78" in html
    assert "Máy" not in html
    assert "0912345678" not in html


def test_support_is_summed_by_year_and_source(as_role, establishment, supported):
    one = establishment()
    supported(one, year=2024, support_local=300, counterpart=320, total=620)
    supported(one, year=2026, support_national=500, support_local=100)
    supported(one, year=2026, support_local=50, state="withdrawn")

    support = page(as_role(), one).context["support"]

    assert [(y.year, y.sums.support_national, y.sums.support_local, y.sums.counterpart) for y in support.years] == [
        (2026, 500, 100, None),
        (2024, None, 300, 320),
    ]
    assert support.sums.support == 900
    assert support.number == 3


def test_a_group_project_counts_only_what_it_says_this_one_gets(as_role, establishment, supported):
    one, other = establishment("Một"), establishment("Hai")
    supported(one, other, support_local=400, own=({"support_local": 150}, {"support_local": 250}))
    supported(one, other, support_local=900)
    client = as_role()

    support = page(client, one).context["support"]
    listed = {row["name"]: row["support"] for row in client.get("/establishments/").context["rows"]}

    assert support.sums.support == 150
    assert support.unsplit == 1
    assert listed == {"Một": 150, "Hai": 250}


def test_support_in_another_province_is_told_but_not_linked(as_role, establishment, supported, places):
    one = establishment()
    elsewhere = supported(one, province=places.hai_phong, support_local=7)

    answer = page(as_role(), one)

    assert answer.context["support"].sums.support == 7
    assert f"/proposals/{elsewhere.reference}/" not in answer.content.decode()


def test_records_that_may_be_the_same_are_shown(as_role, establishment):
    one = establishment("Hợp tác xã Chè Suối Giàng")
    twin = establishment("HTX chè Suối Giàng")
    establishment("Cơ khí Cốc Lếu")

    assert page(as_role(), one).context["look_alikes"] == [twin]


def test_a_merged_record_leads_to_the_kept_one_and_says_so(as_role, establishment):
    kept, merged = establishment("Một"), establishment("Hai")
    merge_establishments(kept=kept, merged=merged, by=establishment.colleague, reason="cùng chủ", on=D(2026, 11, 2))

    answer = as_role().get(f"/establishments/{merged.pk}/", follow=True)

    assert answer.redirect_chain[0][0] == f"/establishments/{kept.pk}/?from={merged.pk}"
    assert answer.context["came_from"].merged_id == merged.pk
    assert "cùng chủ" in answer.content.decode()


def test_only_who_may_change_it_is_offered_to(as_role, establishment):
    answer = page(as_role(Role.ACCOUNTANT), establishment())

    assert answer.status_code == 200
    assert "/correction/" not in answer.content.decode()


def test_the_number_of_queries_does_not_grow_with_its_support(as_role, establishment, supported):
    one = establishment()
    supported(one, support_local=1)
    client = as_role()
    page(client, one)
    with CaptureQueriesContext(connection) as few:
        page(client, one)
    for _ in range(20):
        supported(one, support_local=1)
    with CaptureQueriesContext(connection) as many:
        page(client, one)

    assert len(many) == len(few)
    assert len(many) <= 26
