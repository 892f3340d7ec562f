"""When two records turn out to be one establishment, the lines that supported it follow; and return when undone."""

import pytest

from khuyencong.directory.actions import merge_establishments, undo_merge
from khuyencong.directory.models import Establishment
from khuyencong.directory.roles import Role
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.models import Beneficiary
from tests.planning.plans import TODAY, checked, line, party
from tests.support.reference import body_of, officer_of

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def two_records(officer):
    """The same workshop registered under two names, each with one line of support."""
    plan = checked(line(3, parties=(party(name="HTX Gỗ Xanh"),)), line(4, parties=(party(name="Hợp tác xã Xanh"),)))
    register_plan(checked=plan, actor=officer, organisation=body_of("Lào Cai"), on=TODAY)
    return Establishment.objects.get(name="HTX Gỗ Xanh"), Establishment.objects.get(name="Hợp tác xã Xanh")


@pytest.fixture
def merge(two_records):
    kept, merged = two_records
    leader = officer_of("Lào Cai", Role.APPRAISER)
    return merge_establishments(kept=kept, merged=merged, by=leader, reason="Một cơ sở", on=TODAY)


def supported(establishment):
    return [one.name for one in Beneficiary.objects.filter(establishment=establishment).order_by("pk")]


def test_the_lines_of_the_merged_record_are_the_kept_one_s(two_records, merge):
    kept, merged = two_records

    assert supported(kept) == ["HTX Gỗ Xanh", "Hợp tác xã Xanh"]
    assert supported(merged) == []


def test_the_names_in_the_lines_stay_as_they_were_written(two_records, merge):
    assert set(Beneficiary.objects.values_list("name", flat=True)) == {"HTX Gỗ Xanh", "Hợp tác xã Xanh"}


def test_undoing_the_merge_gives_exactly_its_lines_back(two_records, merge, officer):
    kept, merged = two_records
    later = checked(line(3, parties=(party(name="HTX Gỗ Xanh"),)), year=2027)
    register_plan(checked=later, actor=officer, organisation=body_of("Lào Cai"), on=TODAY)

    undo_merge(merge=merge, by=merge.merged_by, on=TODAY)

    assert supported(merged) == ["Hợp tác xã Xanh"]
    assert supported(kept) == ["HTX Gỗ Xanh", "HTX Gỗ Xanh"]
