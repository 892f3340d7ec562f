"""What the words of an address mean, on the map of the day they are read for."""

import datetime

import pytest

from khuyencong.directory.models import AttributeKind, PlaceAttribute
from khuyencong.directory.names import zone_in
from khuyencong.directory.queries.addresses import resolve
from khuyencong.directory.queries.gazetteer import Gazetteer
from khuyencong.directory.queries.places import (
    place_facts,
    place_on,
    predecessors,
    province_named,
    resolve_address,
    successors,
)
from tests.directory.conftest import AFTER, BEFORE, TODAY

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def read(reference_data):
    def resolution(address, province=None, day=BEFORE):
        here = Gazetteer.for_day(day)
        return resolve(here, address, here.province_named(province) if province else None)

    return resolution


@pytest.mark.parametrize(
    ("province", "address", "commune", "district"),
    [
        ("Hải Phòng", "xã Nam Sơn, huyện An Dương", "Phường Nam Sơn", "Quận An Dương"),
        ("Bắc Giang", "TT Thanh Sơn, Sơn Động", "Thị trấn Tây Yên Tử", "Huyện Sơn Động"),
        ("Bắc Giang", "xã Song Mai, TP Bắc Giang", "Phường Song Mai", "Thành phố Bắc Giang"),
        ("Hà Tĩnh", "TP Hà Tĩnh", None, "Thành phố Hà Tĩnh"),
        ("Hà Tĩnh", "TX Kỳ Anh", None, "Thị xã Kỳ Anh"),
        ("Hà Tĩnh", "CCN Phú Việt, Thạch Hà", None, "Huyện Thạch Hà"),
        ("Hà Tĩnh", "Hương Khê", None, "Huyện Hương Khê"),
        ("Hà Tĩnh", "Thạch Hà", None, "Huyện Thạch Hà"),
        ("Hà Tĩnh", "Đậu Liêu, Hồng Lĩnh", "Phường Đậu Liêu", "Thị xã Hồng Lĩnh"),
        ("Hà Tĩnh", "TT Xuân An, Nghi Xuân", "Thị trấn Xuân An", "Huyện Nghi Xuân"),
        ("Lào Cai", "xã Xuân Giao, Bảo Thắng", "Xã Xuân Giao", "Huyện Bảo Thắng"),
        ("Tuyên Quang", "xã Hợp Thành", "Xã Hợp Thành", "Huyện Sơn Dương"),
        ("Tuyên Quang", "xã Phúc Ứng, Sơn Dương", "Xã Phúc Ứng", "Huyện Sơn Dương"),
        ("Thanh Hóa", "Như Xuân", None, "Huyện Như Xuân"),
        ("Thanh Hoá", "huyện Quan Hoá", None, "Huyện Quan Hóa"),
        ("Hồ Chí Minh", "P.12, Q.10", "Phường 12", "Quận 10"),
        (None, "Thôn 3, xã Xuân Giao, huyện Bảo Thắng, tỉnh Lào Cai", "Xã Xuân Giao", "Huyện Bảo Thắng"),
        (None, "xa Nam Son huyen An Duong TP Hai Phong", "Phường Nam Sơn", "Quận An Dương"),
    ],
)
def test_an_address_of_the_map_with_districts(read, province, address, commune, district):
    found = read(address, province)

    assert (found.commune.full_name if found.commune else None) == commune
    assert found.district.full_name == district
    assert found.confident


@pytest.mark.parametrize(
    ("province", "address", "commune"),
    [
        ("Lào Cai", "Xuân Ái", "Xã Xuân Ái"),
        ("Lào Cai", "P. Lào Cai", "Phường Lào Cai"),
        ("Lào Cai", "Gia Phú", "Xã Gia Phú"),
        ("Bắc Ninh", "phường Yên Phong", "Phường Yên Phong"),
        ("Bắc Ninh", "TT Thanh Sơn, Sơn Động", "Xã Tây Yên Tử"),
        ("Lào Cai", "xã Xuân Giao, Bảo Thắng", "Xã Gia Phú"),
        ("Hồ Chí Minh", "Phường 12, Quận 10", "Phường Hòa Hưng"),
    ],
)
def test_an_address_on_the_map_of_today_also_in_the_words_of_the_former(read, province, address, commune):
    found = read(address, province, TODAY)

    assert found.commune.full_name == commune
    assert found.confident


def test_a_name_that_was_a_district_is_not_taken_for_the_commune_of_today(read):
    found = read("Hương Khê", "Hà Tĩnh", TODAY)

    assert not found.confident
    assert [place.full_name for place in found.candidates] == ["Xã Hương Khê"]


def test_a_zone_alone_gives_no_commune(read):
    found = read("KKT Vũng Áng", "Hà Tĩnh")

    assert (found.commune, found.district, found.confident) == (None, None, False)
    assert found.zone == "KKT Vũng Áng"


def test_words_without_any_place_give_none(read):
    assert read("không rõ").province is None


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ("Lô A2 CCN Phú Việt, Thạch Hà", "CCN Phú Việt"),
        ("Khu công nghiệp Quế Võ, Bắc Ninh", "Khu công nghiệp Quế Võ"),
        ("xã Nam Sơn, huyện An Dương", None),
    ],
)
def test_a_zone_in_the_words(address, zone):
    assert zone_in(address) == zone


@pytest.mark.parametrize(
    ("words", "day", "code"),
    [
        ("TP. Hồ Chí Minh", BEFORE, "79"),
        ("tỉnh Hà Tĩnh", BEFORE, "42"),
        ("Huế", D(2019, 1, 1), "46"),
        ("Thừa Thiên Huế", TODAY, "46"),
        ("BR-VT", BEFORE, "77"),
        ("Bà Rịa - Vũng Tàu", BEFORE, "77"),
        ("Đắc Lắc", BEFORE, "66"),
        ("LAO CAI", BEFORE, "10"),
        ("Lào Cai", AFTER, "15"),
        ("Hoà Bình", BEFORE, "17"),
    ],
)
def test_a_province_by_its_words(reference_data, words, day, code):
    assert province_named(words, day).code == code


def test_a_merged_province_is_answered_only_when_former_names_are_asked_for(reference_data):
    assert province_named("Yên Bái", TODAY) is None
    assert province_named("Yên Bái", TODAY, former_names=True).name == "Lào Cai"


def test_a_code_is_read_on_its_day(reference_data):
    assert place_on("15", 1, BEFORE).name == "Yên Bái"
    assert place_on("15", 1, TODAY).name == "Lào Cai"
    assert place_on("03", 1, TODAY) is None


def test_what_a_province_became_and_came_from(province_on):
    assert [(unit.name, whole) for unit, whole in successors(province_on("24", BEFORE))] == [("Bắc Ninh", True)]
    assert {unit.name for unit, _ in predecessors(province_on("25", AFTER))} == {"Hòa Bình", "Phú Thọ", "Vĩnh Phúc"}


def test_facts_take_the_kind_from_the_words_on_the_former_map(reference_data):
    hai_phong = province_named("Hải Phòng", D(2017, 1, 1))
    words = "xã Nam Sơn, huyện An Dương"
    commune = resolve_address(words, hai_phong, D(2017, 1, 1)).commune

    facts = place_facts(commune.id, D(2017, 1, 1), words)

    assert (facts.commune_kind, facts.district_kind, facts.province_kind) == ("xa", "huyen", "thanh_pho")
    assert place_facts(commune.id, BEFORE).district_kind == "quan"


def test_facts_of_a_ward_say_when_it_was_converted(reference_data):
    here = Gazetteer.for_day(TODAY)
    ward = resolve(here, "phường Yên Phong", here.province_named("Bắc Ninh")).commune

    facts = place_facts(ward.id, TODAY)

    assert facts.ward_converted_on == D(2026, 9, 20)
    assert (facts.commune_kind, facts.province_kind, facts.district_kind) == ("phuong", "thanh_pho", None)
    assert place_facts(ward.id, D(2026, 1, 1)).commune_kind == "xa"


def test_facts_nobody_entered_are_unknown_and_entered_ones_are_known(reference_data):
    here = Gazetteer.for_day(TODAY)
    commune = resolve(here, "xã Xuân Ái", here.province_named("Lào Cai")).commune
    assert place_facts(commune.id, TODAY).craft_village is None

    PlaceAttribute.objects.create(
        kind=AttributeKind.CRAFT_VILLAGE, unit_id=commune.id, value="Làng nghề A", valid_from=AFTER
    )

    assert place_facts(commune.id, TODAY).craft_village is True


def test_a_split_commune_has_no_facts_on_the_later_map(reference_data):
    here = Gazetteer.for_day(BEFORE)
    split = next(unit for unit, ways in here.became.items() if len(ways) > 1 and unit in here.places)

    assert place_facts(split, TODAY) is None


@pytest.mark.parametrize("day", [BEFORE, TODAY])
def test_many_addresses_are_read_without_asking_the_database(reference_data, django_assert_num_queries, day):
    here = Gazetteer.for_day(day)
    here.before  # noqa: B018 the earlier map is read beforehand, as a long import would
    province = here.province_named("Hà Tĩnh")
    lines = ["TT Xuân An, Nghi Xuân", "CCN Phú Việt, Thạch Hà", "xã Kỳ Xuân, huyện Kỳ Anh", "Hương Khê"]

    with django_assert_num_queries(0):
        found = [resolve(here, f"Số {number}, {lines[number % 4]}", province) for number in range(400)]

    assert all(found)


def test_reading_a_map_again_asks_one_short_question(reference_data, django_assert_num_queries):
    Gazetteer.for_day(TODAY)

    with django_assert_num_queries(1):
        Gazetteer.for_day(TODAY - datetime.timedelta(days=1))
