"""A plan is registered once: its decision and its file stand in the books one time only."""

import pytest

from khuyencong.core.refusals import AlreadyRegistered
from khuyencong.files.actions import keep_file
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.models import AnnualPlan
from tests.planning.plans import TODAY, checked
from tests.support.reference import body_of

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def register(officer):
    def made(file=None, **changed):
        return register_plan(
            checked=checked(**changed), actor=officer, organisation=body_of("Lào Cai"), on=TODAY, source_file=file
        )

    return made


def test_the_same_decision_is_refused_and_names_the_plan_that_stands(register):
    first = register(decision_number="9/QĐ-UBND")

    with pytest.raises(AlreadyRegistered) as refusal:
        register(decision_number="9/QĐ-UBND")

    assert first.reference in str(refusal.value.message)
    assert AnnualPlan.objects.count() == 1


def test_another_decision_is_another_plan(register):
    register(decision_number="9/QĐ-UBND")
    register(decision_number="10/QĐ-UBND")

    assert AnnualPlan.objects.count() == 2


def test_the_same_file_is_refused_where_nothing_is_decided(register, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = keep_file(chunks=[b"one plan"], name="ke-hoach.xlsx", media_type="", by=None)
    register(file, decision_number="", decided_on=None)

    with pytest.raises(AlreadyRegistered):
        register(file, decision_number="", decided_on=None)
