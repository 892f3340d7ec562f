"""From July to mid October 2025 an address old or new is judged by what stood there on the last map with districts."""

import datetime

import pytest

from khuyencong.policy.catalogue import sentence
from tests.planning.plans import checked, line, party

pytestmark = pytest.mark.usefixtures("reference_data")
IN_THE_GAP = datetime.date(2025, 7, 15)


def judged(province, address, day=IN_THE_GAP):
    one = line(parties=(party(place_text=address),))
    (found,) = checked(one, province=province, decided_on=day, year=2025).lines
    return found


def said_of_the_place(found):
    return [one for one in found.findings if one.rule == "place_between_the_maps"]


@pytest.mark.parametrize(
    ("province", "address", "district"),
    [
        ("Bắc Ninh", "Thị trấn An Châu, huyện Sơn Động", "huyen"),
        ("Bắc Ninh", "xã An Lạc, huyện Sơn Động, tỉnh Bắc Giang", "huyen"),
        ("Bắc Ninh", "Xã Sơn Động, tỉnh Bắc Ninh", "huyen"),
        ("Bắc Ninh", "huyện Sơn Động", "huyen"),
        ("Hải Phòng", "Xã Vĩnh Bảo", "huyen"),
        ("Hải Phòng", "Thị trấn Vĩnh Bảo, huyện Vĩnh Bảo, Hải Phòng", "huyen"),
    ],
)
def test_a_rural_place_is_recognised_by_its_old_words_and_by_its_new_ones(province, address, district):
    found = judged(province, address)
    (one,) = found.case.parties

    assert said_of_the_place(found) == []
    assert "place_between_the_maps" in found.judgement.held
    assert (one.place.map_day, one.place.district_kind) == (datetime.date(2025, 6, 30), district)


def test_a_new_ward_made_of_units_judged_differently_is_asked_about_with_their_names():
    (finding,) = said_of_the_place(judged("Bắc Ninh", "Phường Yên Dũng, tỉnh Bắc Ninh"))

    assert (finding.code, str(finding.weight)) == ("place_of_several_old_units", "asks")
    assert "Phường Nham Biền, Thành phố Bắc Giang" in finding.facts["units"]
    assert len(finding.facts["units"]) == 3
    assert "nhiều đơn vị cũ" in sentence(finding).title


def test_words_that_name_nothing_are_still_told_to_match_nothing():
    (finding,) = said_of_the_place(judged("Hải Phòng", "Xã Không Có Tên Này"))

    assert finding.code == "place_unknown"


@pytest.mark.parametrize("day", [datetime.date(2025, 6, 30), datetime.date(2025, 10, 15)])
def test_the_days_on_either_side_are_judged_on_their_own_map(day):
    (one,) = judged("Hải Phòng", "Thị trấn Vĩnh Bảo, huyện Vĩnh Bảo", day).case.parties

    assert (one.place.map_day > datetime.date(2025, 6, 30)) == (day > datetime.date(2025, 6, 30))
