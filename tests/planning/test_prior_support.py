"""What an establishment has had before is found by its tax code, and by its name and place where it has none."""

import pytest

from khuyencong.planning.actions.registering import register_plan
from tests.planning.plans import TODAY, checked, line, party
from tests.support.reference import body_of

pytestmark = pytest.mark.usefixtures("reference_data")
CODE = "0100109106"


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
