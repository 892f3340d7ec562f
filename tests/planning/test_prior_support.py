"""What an establishment has had before is found by its tax code, and by its name and place where it has none."""

import datetime

import pytest

from khuyencong.planning.actions.registering import register_plan
from khuyencong.policy.catalogue import sentence
from khuyencong.policy.keeping import plain
from tests.planning.plans import TODAY, checked, line, party
from tests.support.reference import body_of, officer_of

pytestmark = pytest.mark.usefixtures("reference_data")
CODE = "0100109106"
IN_2024 = {"decided_on": datetime.date(2024, 3, 5), "year": 2024}


@pytest.fixture
def supported(officer):
    def made(one):
        plan = checked(line(3, parties=(one,)))
        registered = register_plan(checked=plan, actor=officer, organisation=body_of("Lào Cai"), on=TODAY)
        return registered.proposals.get().reference

    return made


def prior_of(one):
    (judged,) = checked(line(3, parties=(one,))).lines
    return [support.reference for support in judged.case.prior]


def test_by_its_tax_code_under_whatever_name(supported):
    reference = supported(party(tax_code=CODE))

    assert prior_of(party(name="Công ty Gỗ Xanh (Lào Cai)", tax_code=CODE)) == [reference]


def test_by_name_and_commune_where_no_tax_code_is_given(supported):
    reference = supported(party())

    assert prior_of(party(name="CÔNG TY TNHH GỖ XANH")) == [reference]


def test_once_when_both_agree(supported):
    reference = supported(party(tax_code=CODE))

    assert prior_of(party(tax_code=CODE)) == [reference]


def test_not_for_a_namesake_in_another_commune(supported):
    supported(party())

    assert prior_of(party(place_text="xã Bát Xát, tỉnh Lào Cai")) == []


def test_of_support_in_another_province_only_the_year_is_told(supported):
    reference = supported(party(tax_code=CODE))
    here = line(3, parties=(party(tax_code=CODE, place_text="xã Vĩnh Bảo, thành phố Hải Phòng"),))
    (judged,) = checked(here, province="Hải Phòng").lines
    (prior,) = judged.case.prior
    (finding,) = [one for one in judged.findings if one.rule == "no_second_support_since_2018"]

    assert prior.other_province
    assert (prior.reference, prior.name, prior.support, prior.province_name) == ("", "", None, "")
    assert (finding.code, dict(finding.facts)) == ("supported_in_another_province", {"year": 2026})
    assert reference not in str(plain(judged.case))
    assert sentence(finding).title == "Cơ sở đã có hỗ trợ ở tỉnh khác năm 2026, hỏi Cục."


def test_support_of_a_province_that_became_part_of_this_one_is_told_in_full(officer):
    was = checked(line(3, parties=(party(tax_code=CODE, place_text=""),)), province="Yên Bái", **IN_2024)
    owner = body_of("Yên Bái", IN_2024["decided_on"])
    registered = register_plan(
        checked=was, actor=officer_of("Lào Cai", email="old@minh-hoa.example"), organisation=owner, on=TODAY
    )

    assert prior_of(party(tax_code=CODE)) == [registered.proposals.get().reference]


def asked_of_the_code(name, *, where="xã Bảo Thắng, tỉnh Lào Cai", **changed):
    named = party(name=name, tax_code=CODE, place_text=where)
    (judged,) = checked(line(3, parties=(named,)), **changed).lines
    return [(f.code, f.facts["registered_name"]) for f in judged.findings if f.code.startswith("tax_code_")]


@pytest.mark.parametrize("name", ["Công ty Gỗ Xanh (Lào Cai)", "CTY TNHH GO XANH", "Công ty TNHH Gỗ Xanhh"])
def test_a_tax_code_under_a_short_or_mistyped_name_is_not_asked_about(supported, name):
    supported(party(tax_code=CODE))

    assert asked_of_the_code(name) == []


def test_a_tax_code_that_the_province_knows_under_another_name_is_asked_about(supported):
    supported(party(tax_code=CODE))

    assert asked_of_the_code("Hợp tác xã Mây tre Sa Pa") == [("tax_code_under_another_name", "Công ty TNHH Gỗ Xanh")]


def test_the_other_name_is_not_told_to_another_province(supported):
    supported(party(tax_code=CODE))
    there = "xã Vĩnh Bảo, thành phố Hải Phòng"
    asked = asked_of_the_code("Hợp tác xã Chiếu cói Vĩnh Bảo", where=there, province="Hải Phòng")

    assert asked == [("tax_code_of_another_establishment", "")]
