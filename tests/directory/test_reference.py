"""The reference data: what stands in it, and that loading it again changes nothing."""

import datetime
from collections import Counter

import pytest
from django.db.models import Count

from khuyencong.directory import reference
from khuyencong.directory.models import (
    AdministrativeUnit,
    Level,
    Organisation,
    OrganisationName,
    OrganisationParent,
    PlaceEvent,
    RegionMembership,
    UnitSuccession,
)
from tests.directory.conftest import AFTER, BEFORE, TODAY

pytestmark = pytest.mark.django_db
D = datetime.date

REUSED_CODES = [
    ("15", "Yên Bái", "Lào Cai", "10"),
    ("24", "Bắc Giang", "Bắc Ninh", "27"),
    ("52", "Bình Định", "Gia Lai", "64"),
    ("80", "Long An", "Tây Ninh", "72"),
    ("82", "Tiền Giang", "Đồng Tháp", "87"),
    ("91", "Kiên Giang", "An Giang", "89"),
    ("44", "Quảng Bình", "Quảng Trị", "45"),
]


def units(level, day):
    return AdministrativeUnit.objects.on(day).filter(level=level)


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"), [(BEFORE, 63, 696, 10_035), (AFTER, 34, 0, 3_321)]
)
def test_both_maps_are_whole(reference_data, day, provinces, districts, communes):
    assert units(Level.PROVINCE, day).count() == provinces
    assert units(Level.DISTRICT, day).count() == districts
    assert units(Level.COMMUNE, day).count() == communes


@pytest.mark.parametrize(("code", "before", "after", "old_code"), REUSED_CODES)
def test_a_reused_code_is_another_province_on_another_day(province_on, code, before, after, old_code):
    assert province_on(code, BEFORE).name == before
    assert province_on(code, AFTER).name == after
    assert province_on(old_code, BEFORE).name == after
    assert province_on(code, BEFORE).pk != province_on(code, AFTER).pk
    assert {s.predecessor.name for s in province_on(code, AFTER).came_from.all()} == {before, after}


def test_every_commune_of_the_old_map_became_something(reference_data):
    lost = AdministrativeUnit.objects.filter(level=Level.COMMUNE, valid_to=AFTER, became=None)

    assert list(lost) == []


def test_a_split_commune_went_to_several_and_whole_to_none(reference_data):
    parts = UnitSuccession.objects.filter(on=AFTER, predecessor__level=Level.COMMUNE)
    split = parts.values("predecessor").annotate(n=Count("pk")).filter(n__gt=1).values("predecessor")

    assert parts.filter(predecessor__in=split, whole=True).count() == 0
    assert split.count() > 400


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (AFTER, {"xa": 2621, "phuong": 687, "dac_khu": 13}),
        (D(2026, 4, 30), {"xa": 2611, "phuong": 697, "dac_khu": 13}),
        (D(2026, 9, 20), {"xa": 2599, "phuong": 709, "dac_khu": 13}),
    ],
)
def test_communes_by_kind(reference_data, day, kinds):
    assert Counter(units(Level.COMMUNE, day).values_list("kind", flat=True)) == kinds


def test_dong_nai_keeps_its_code_and_becomes_a_city(province_on):
    assert province_on("75", D(2026, 4, 29)).full_name == "Tỉnh Đồng Nai"
    assert province_on("75", D(2026, 4, 30)).full_name == "Thành phố Đồng Nai"
    communes = units(Level.COMMUNE, TODAY).filter(parent__code="75", parent__valid_from=AFTER)
    assert Counter(communes.values_list("kind", flat=True)) == {"phuong": 33, "xa": 62}


def test_hue_was_a_province_until_2025(province_on):
    assert province_on("46", D(2024, 12, 31)).full_name == "Tỉnh Thừa Thiên Huế"
    assert province_on("46", D(2025, 1, 1)).full_name == "Thành phố Huế"


def test_what_is_not_known_of_a_change_is_said(reference_data):
    event = PlaceEvent.objects.get(key="two-tiers-2025")

    assert event.certainty == "verified"
    assert "30/6/2025" in event.missing_vi


@pytest.mark.parametrize(("day", "north", "centre", "south"), [(D(2019, 1, 1), 28, 15, 20), (D(2026, 1, 1), 15, 11, 8)])
def test_regions_hold_the_published_numbers(reference_data, day, north, centre, south):
    rows = Counter(RegionMembership.objects.on(day).values_list("region__key", flat=True))

    assert rows == {"north": north, "centre": centre, "south": south}


def test_lam_dong_was_counted_in_the_south_in_2013(province_on):
    lam_dong = province_on("68", D(2013, 5, 1))

    assert lam_dong.regions.on(D(2013, 5, 1)).get().region.key == "south"
    assert lam_dong.regions.on(D(2019, 5, 1)).get().region.key == "centre"


def test_only_sourced_regions_are_verified(reference_data):
    assert set(
        RegionMembership.objects.filter(certainty="verified").values_list("region__key", "valid_from__year")
    ) == {("north", 2025), ("north", 2026)}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (D(2014, 1, 1), "Cục Công nghiệp địa phương"),
        (D(2020, 1, 1), "Cục Công Thương địa phương"),
        (D(2026, 1, 1), "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công"),
    ],
)
def test_the_agency_under_the_name_of_the_day(reference_data, day, name):
    assert OrganisationName.objects.on(day).get(organisation__key="cuc-khuyen-cong").name == name


def test_the_centre_of_lao_cai_stands_under_finance(reference_data):
    row = OrganisationParent.objects.on(TODAY).get(organisation__key="khuyen-cong-lao-cai-2025")

    assert row.parent.name == "Sở Tài chính tỉnh Lào Cai"
    assert "Hỗ trợ doanh nghiệp" in row.organisation.name


def test_every_province_of_a_day_has_its_three_bodies(reference_data):
    for day, provinces in ((BEFORE, 63), (TODAY, 34)):
        kinds = Counter(Organisation.objects.on(day).exclude(territory=None).values_list("kind", flat=True))

        assert (kinds["province_committee"], kinds["department"], kinds["centre"]) == (provinces,) * 3


def test_a_second_loading_changes_nothing(reference_data):
    before = fingerprint()

    reference.load_reference(on=TODAY)

    assert fingerprint() == before


def test_a_row_that_was_damaged_is_put_right(province_on):
    AdministrativeUnit.objects.filter(pk=province_on("75").pk).update(name="Sai")

    reference.load_reference(on=TODAY)

    assert province_on("75").name == "Đồng Nai"


def fingerprint():
    return [
        sorted(model.objects.values_list("pk", *fields))
        for model, fields in (
            (AdministrativeUnit, ["level", "code", "name", "kind", "sort_key"]),
            (UnitSuccession, ["predecessor_id", "successor_id", "whole"]),
            (Organisation, ["key", "name"]),
            (OrganisationName, ["name"]),
            (RegionMembership, ["region_id"]),
        )
    ]
