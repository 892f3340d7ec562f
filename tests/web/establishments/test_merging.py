"""Merging two records on the pages, and taking it back."""

import datetime

import pytest

from khuyencong.directory.models import Establishment, EstablishmentMerge
from khuyencong.directory.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(establishment):
    return establishment("HTX Chè Suối Giàng"), establishment("Hợp tác xã chè Suối Giàng", tax_code="0100109106")


def test_look_alikes_are_offered_and_any_other_is_found_by_search(as_role, establishment, two):
    kept, twin = two
    other = establishment("Cơ khí Cốc Lếu")
    client = as_role()

    offered = client.get(f"/establishments/{kept.pk}/merging/").context["rows"]
    found = client.get(f"/establishments/{kept.pk}/merging/", {"q": "coc leu"}).context["rows"]

    assert list(offered) == [twin]
    assert list(found) == [other]


def test_both_are_seen_side_by_side_with_what_is_taken_over(as_role, two, supported):
    kept, other = two
    supported(other, support_local=1)

    answer = as_role().get(f"/establishments/{kept.pk}/merging/", {"other": other.pk})

    rows = {row.label: (row.result, row.filled) for row in answer.context["rows"]}
    assert rows["mã số thuế"] == ("0100109106", True)
    assert answer.context["moving"][0][1] == 1


def test_a_merge_needs_a_reason_and_can_be_taken_back(as_role, two):
    kept, other = two
    client = as_role()
    address = f"/establishments/{kept.pk}/merging/"

    without = client.post(address, {"other": other.pk, "reason": ""})
    client.post(address, {"other": other.pk, "reason": "cùng chủ, cùng xưởng"})

    assert without.status_code == 422
    kept.refresh_from_db()
    assert kept.tax_code == "0100109106"
    merge = EstablishmentMerge.objects.get()
    assert client.get(f"/establishments/{kept.pk}/merges/{merge.pk}/undoing/").status_code == 405

    client.post(f"/establishments/{kept.pk}/merges/{merge.pk}/undoing/")

    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.tax_code, other.tax_code, other.merged_into_id) == ("", "0100109106", None)
    assert client.get(f"/establishments/{other.pk}/").status_code == 200


def test_support_follows_the_kept_record_and_goes_back(as_role, two, supported):
    kept, other = two
    supported(other, support_local=300)
    client = as_role()

    def support(one):
        return client.get(f"/establishments/{one.pk}/").context["support"].sums.support

    client.post(f"/establishments/{kept.pk}/merging/", {"other": other.pk, "reason": "cùng chủ"})
    together = support(kept)
    client.post(f"/establishments/{kept.pk}/merges/{EstablishmentMerge.objects.get().pk}/undoing/")

    assert (together, support(kept), support(other)) == (300, 0, 300)


def test_two_tax_codes_forbid_the_button_and_say_why(as_role, establishment):
    kept = establishment("Một", tax_code="0100109106")
    other = establishment("Hai", tax_code="0314409058")
    client = as_role()

    shown = client.get(f"/establishments/{kept.pk}/merging/", {"other": other.pk}).content.decode()
    forced = client.post(f"/establishments/{kept.pk}/merging/", {"other": other.pk, "reason": "cùng chủ"})

    assert "disabled" in shown
    assert "mã số thuế khác nhau" in shown
    assert forced.status_code == 422
    assert "cùng chủ" in forced.content.decode()
    assert not Establishment.objects.exclude(merged_into=None).exists()


def test_a_record_of_another_province_cannot_be_merged_in(as_role, establishment, two, somebody, places):
    kept, _other = two
    elsewhere = establishment("Ở Hải Phòng", by=somebody(Role.APPRAISER, "hai_phong"), province_id=places.hai_phong.pk)

    answer = as_role().post(f"/establishments/{kept.pk}/merging/", {"other": elsewhere.pk, "reason": "x"})

    assert answer.status_code == 404


def test_a_page_of_a_merged_record_that_changes_something_says_where_to_go(as_role, two):
    kept, other = two
    client = as_role()
    client.post(f"/establishments/{kept.pk}/merging/", {"other": other.pk, "reason": "cùng chủ"})

    answer = client.get(f"/establishments/{other.pk}/correction/")

    assert answer.status_code == 409
    assert "bản ghi" in answer.content.decode()


def test_who_may_not_merge_cannot_take_back_either(as_role, two, client):
    kept, other = two
    as_role().post(f"/establishments/{kept.pk}/merging/", {"other": other.pk, "reason": "cùng chủ"})
    merge = EstablishmentMerge.objects.get()

    answer = as_role(Role.LEADER).post(f"/establishments/{kept.pk}/merges/{merge.pk}/undoing/")

    merge.refresh_from_db()
    assert answer.status_code == 403
    assert merge.undone_on is None


def test_the_day_of_the_merge_is_today(as_role, two):
    kept, other = two
    as_role().post(f"/establishments/{kept.pk}/merging/", {"other": other.pk, "reason": "cùng chủ"})

    merged_on = EstablishmentMerge.objects.get().merged_on

    assert abs(merged_on - datetime.datetime.now().date()) <= datetime.timedelta(days=1)
