"""Who may take which step in planning, from one table: role by verb."""

import pytest

from khuyencong.core.refusals import NotAllowed
from khuyencong.directory.models import Membership
from khuyencong.directory.permissions import may_register
from khuyencong.directory.roles import Role
from khuyencong.planning import permissions
from khuyencong.planning.actions.drafting import (
    ask_to_register,
    correct_facts,
    correct_line,
    read_again,
    register_draft,
    remove_draft,
    upload_plan,
)
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.models import PlanDraft
from tests.planning.books import upload
from tests.planning.plans import TODAY, checked
from tests.support.people import person
from tests.support.reference import SINCE, body_of, officer_of

pytestmark = pytest.mark.usefixtures("reference_data")
MAY_UPLOAD = {
    Role.CENTRE_OFFICER: True,
    Role.APPRAISER: True,
    Role.LEADER: True,
    Role.ACCOUNTANT: False,
    Role.INSPECTOR: False,
    Role.ANALYST: False,
    Role.COMMUNE_OFFICER: False,
    Role.POLICY_OFFICER: False,
    Role.ADMINISTRATOR: False,
}


def on_draft(draft, by):
    """Each verb on a draft, as somebody would call it."""
    same = {"draft": draft, "by": by, "on": TODAY}
    return {
        "correct_line": lambda: correct_line(**same, row=2, cells={}, kept=True, version=1),
        "correct_facts": lambda: correct_facts(**same, cells={}, version=1),
        "ask_to_register": lambda: ask_to_register(**same, version=1),
        "register_draft": lambda: register_draft(**same, version=1),
        "remove_draft": lambda: remove_draft(draft=draft, by=by),
        "read_again": lambda: read_again(**same),
    }


def test_the_table_names_every_role():
    assert set(MAY_UPLOAD) == set(Role)


@pytest.mark.parametrize(("role", "may"), MAY_UPLOAD.items(), ids=[str(role) for role in MAY_UPLOAD])
def test_a_role_draws_plans_up_as_the_table_says(role, may, tmp_path):
    somebody = officer_of("Lào Cai", role)

    assert permissions.may_draft(somebody, TODAY) is may
    if may:
        assert upload(tmp_path, by=somebody).created_by == somebody
        return
    with pytest.raises(NotAllowed):
        upload_plan(chunks=[b""], name="a.xlsx", by=somebody, on=TODAY)
    assert not PlanDraft.objects.exists()


def test_somebody_with_no_role_draws_nothing_up():
    assert not permissions.may_draft(person(enrolled=False), TODAY)


def test_a_membership_that_has_ended_gives_no_right(tmp_path):
    gone = person(enrolled=False)
    Membership.objects.create(
        user=gone, organisation=body_of("Lào Cai"), role=Role.CENTRE_OFFICER, valid_from=SINCE, valid_to=TODAY
    )

    with pytest.raises(NotAllowed):
        upload(tmp_path, by=gone)


@pytest.mark.parametrize("role", Role)
def test_whatever_the_role_a_colleague_s_draft_is_left_alone(role, tmp_path, officer):
    draft = upload(tmp_path, by=officer)
    colleague = officer_of("Lào Cai", role, email="khac@minh-hoa.example")

    for name, verb in on_draft(draft, colleague).items():
        with pytest.raises(NotAllowed):
            verb()
        assert PlanDraft.objects.filter(pk=draft.pk, version=1).exists(), name


@pytest.mark.parametrize(
    ("where", "may"), [("Lào Cai", True), ("Yên Bái", True), ("Hải Phòng", False), ("Phú Thọ", False)]
)
def test_a_plan_is_registered_by_its_own_province_and_what_became_of_it(where, may, officer):
    old = where == "Yên Bái"
    judged = checked(province=where, year=2019 if old else 2026, decided_on=TODAY.replace(year=2019 if old else 2026))

    def register():
        return register_plan(checked=judged, actor=officer, organisation=body_of("Lào Cai"), on=TODAY)

    if may:
        assert register().province.name == where
        return
    with pytest.raises(NotAllowed):
        register()


def test_whoever_lost_the_role_goes_no_further_with_their_draft(tmp_path, officer):
    draft = upload(tmp_path, by=officer)
    Membership.objects.filter(user=officer).update(valid_to=TODAY)
    Membership.objects.create(user=officer, organisation=body_of("Lào Cai"), role=Role.ANALYST, valid_from=SINCE)
    Membership.objects.create(
        user=officer, organisation=body_of("Hải Phòng"), role=Role.CENTRE_OFFICER, valid_from=SINCE
    )

    for name, verb in on_draft(draft, officer).items():
        if name != "remove_draft":
            with pytest.raises(NotAllowed):
                verb()
    assert PlanDraft.objects.filter(pk=draft.pk, version=1).exists()


def test_an_officer_of_one_province_who_reads_in_another_registers_nothing_there(officer):
    Membership.objects.create(user=officer, organisation=body_of("Hải Phòng"), role=Role.INSPECTOR, valid_from=SINCE)
    judged = checked(province="Hải Phòng", year=2026, decided_on=TODAY)

    with pytest.raises(NotAllowed):
        register_plan(checked=judged, actor=officer, organisation=body_of("Lào Cai"), on=TODAY)
    assert not may_register(officer, TODAY, province_id=judged.placing.province.id)
