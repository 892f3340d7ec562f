"""Who may see what, who gives rights to whom, and that a person who left is out."""

import datetime

import pytest
from allauth.mfa.models import Authenticator

from khuyencong.accounts.models import User
from khuyencong.audit.models import Act
from khuyencong.core.refusals import Conflict, NotAllowed, UnusableInput, WrongState
from khuyencong.directory import actions
from khuyencong.directory.actions.departure import depart
from khuyencong.directory.models import AdministrativeUnit, Level, Membership, OrganisationKind
from khuyencong.directory.permissions import may_administer
from khuyencong.directory.queries import bodies, people
from khuyencong.directory.roles import Role
from tests.directory.conftest import AFTER, BEFORE, SINCE, TODAY

pytestmark = pytest.mark.django_db
D = datetime.date


def names(ids):
    return set(AdministrativeUnit.objects.filter(pk__in=ids).values_list("name", flat=True))


@pytest.fixture
def administrator(body, person):
    return person(body("so-cong-thuong-lao-cai-2025"), Role.ADMINISTRATOR)


@pytest.fixture
def centre(body):
    return body("khuyen-cong-bac-ninh-2025")


def test_a_merged_province_sees_the_files_of_those_it_was_made_of(body, person, province_on):
    scope = people.territory_of(person(body("so-cong-thuong-lao-cai-2025")), TODAY)

    assert scope.province_ids == {province_on("15").pk, province_on("10", BEFORE).pk, province_on("15", BEFORE).pk}
    assert scope.organisation_ids == {
        body(key).pk
        for key in ("so-cong-thuong-lao-cai-2025", "so-cong-thuong-lao-cai-2008", "so-cong-thuong-yen-bai-2008")
    }
    assert not scope.national


def test_a_former_province_does_not_see_the_merged_one(body, person, province_on):
    scope = people.territory_of(person(body("so-cong-thuong-yen-bai-2008")), BEFORE)

    assert scope.province_ids == {province_on("15", BEFORE).pk}


def test_a_province_that_became_a_city_sees_its_files_of_before_and_after(body, person, province_on):
    user = person(body("so-cong-thuong-bac-ninh-2025"))
    both = {province_on("24", D(2026, 9, 19)).pk, province_on("24", D(2026, 9, 20)).pk}

    assert both <= people.territory_of(user, D(2026, 1, 1)).province_ids
    assert both <= people.territory_of(user, TODAY).province_ids
    assert names(people.territory_of(user, TODAY).province_ids) == {"Bắc Ninh", "Bắc Giang"}


def test_a_province_without_merger_keeps_one_body_and_one_scope(body, person):
    scope = people.territory_of(person(body("so-cong-thuong-ha-noi-2008")), TODAY)

    assert names(scope.province_ids) == {"Hà Nội"}
    assert len(scope.province_ids) == 2


def test_the_ministry_sees_the_country(body, person):
    assert people.territory_of(person(body("cuc-khuyen-cong")), TODAY).national


def test_a_commune_sees_itself_only(reference_data, person, province_on):
    commune = AdministrativeUnit.objects.on(TODAY).get(level=Level.COMMUNE, name="Xuân Ái")
    office = actions.commune_body(unit=commune, on=TODAY)

    scope = people.territory_of(person(office, Role.COMMUNE_OFFICER), TODAY)

    assert scope.province_ids == frozenset()
    assert commune.pk in scope.commune_ids
    assert scope.covers(province_id=province_on("15").pk, unit_id=commune.pk)
    assert not scope.covers_province(province_on("15").pk)


def test_a_scope_takes_two_queries(body, person, django_assert_num_queries):
    user = person(body("so-cong-thuong-lao-cai-2025"))

    with django_assert_num_queries(2):
        people.territory_of(user, TODAY)


def test_a_person_without_role_or_put_off_sees_nothing(body, person):
    former = person(body("cuc-khuyen-cong"), until=D(2026, 1, 1))
    inactive = person(body("cuc-khuyen-cong"))
    inactive.is_active = False

    assert people.territory_of(former, TODAY) == people.NOTHING
    assert people.territory_of(inactive, TODAY) == people.NOTHING


def test_bodies_of_the_day(body):
    agency, lao_cai = body("cuc-khuyen-cong"), body("so-cong-thuong-lao-cai-2025")
    former = body("so-cong-thuong-yen-bai-2008")

    assert bodies.named(agency, D(2019, 1, 1)) == "Cục Công Thương địa phương"
    assert bodies.parent(agency, TODAY).key == "bo-cong-thuong"
    assert bodies.bodies_acting_for(former, BEFORE) == {former.pk}
    assert bodies.bodies_acting_for(former, AFTER) == {former.pk, lao_cai.pk}
    assert former.pk in bodies.acts_for(lao_cai, AFTER)
    assert [b.key for b in bodies.with_predecessors(lao_cai)][-1] == "so-cong-thuong-lao-cai-2025"


@pytest.mark.parametrize(
    ("code", "day", "key"),
    [
        ("01", D(2019, 1, 1), "khuyen-cong-ha-noi-2008"),
        ("24", BEFORE, "khuyen-cong-bac-giang-2008"),
        ("24", AFTER, "khuyen-cong-bac-ninh-2025"),
        ("24", TODAY, "khuyen-cong-bac-ninh-2025"),
        ("46", D(2019, 1, 1), "khuyen-cong-thua-thien-hue-2008"),
    ],
)
def test_the_promotion_body_of_a_province_whatever_form_it_is_given_in(province_on, code, day, key):
    assert bodies.promotion_body(province_on(code, day).pk).key == key


def test_a_commune_office_is_made_once(reference_data):
    commune = AdministrativeUnit.objects.on(TODAY).get(level=Level.COMMUNE, name="Xuân Ái")

    office = actions.commune_body(unit=commune, on=TODAY)

    assert actions.commune_body(unit=commune, on=TODAY) == office
    assert office.name == "Ủy ban nhân dân xã Xuân Ái"
    assert office.kind == OrganisationKind.COMMUNE
    assert bodies.parent(office, TODAY).key == "ubnd-lao-cai-2025"


def test_an_office_of_a_province_is_not_a_commune_office(province_on):
    with pytest.raises(UnusableInput):
        actions.commune_body(unit=province_on("15"), on=TODAY)


def test_an_administrator_invites_a_new_person(administrator, body):
    office = body("so-cong-thuong-lao-cai-2025")

    invited = actions.invite(
        organisation=office, email=" A@Example.vn", full_name="Người A", role=Role.APPRAISER, by=administrator, on=TODAY
    )

    assert (invited.is_new, invited.user.email) == (True, "a@example.vn")
    assert not invited.user.has_usable_password()
    assert people.roles_of(invited.user, TODAY) == {Role.APPRAISER}
    assert Act.objects.latest("pk").what == "directory.person.invited"
    assert Act.objects.latest("pk").chain == office.key


def test_a_known_person_is_invited_into_a_body_above_their_own(body, centre, person):
    office, known = body("so-cong-thuong-bac-ninh-2025"), person(centre)

    invited = inviting(office, known.email, person(office, Role.ADMINISTRATOR))

    assert (invited.is_new, invited.user) == (False, known)


def inviting(organisation, email, by):
    return actions.invite(organisation=organisation, email=email, full_name="", role=Role.APPRAISER, by=by, on=TODAY)


def test_a_person_of_another_province_is_not_taken_in_without_their_administrator(administrator, body, centre, person):
    stranger, office = person(centre), body("so-cong-thuong-lao-cai-2025")

    with pytest.raises(NotAllowed) as refused:
        inviting(office, stranger.email, administrator)
    with pytest.raises(NotAllowed):
        actions.grant_role(user=stranger, organisation=office, role=Role.LEADER, by=administrator, on=SINCE)
    assert refused.value.remedy
    assert [held.organisation for held in stranger.memberships.select_related("organisation")] == [centre]


def test_who_works_in_two_provinces_is_touched_by_neither_administrator_alone(administrator, body, centre, person):
    shared = person(body("so-cong-thuong-lao-cai-2025"), Role.APPRAISER)
    Membership.objects.create(user=shared, organisation=centre, role=Role.LEADER, valid_from=SINCE)

    with pytest.raises(NotAllowed):
        actions.reset_second_factor(user=shared, by=administrator, on=TODAY)
    with pytest.raises(NotAllowed):
        depart(user=shared, by=administrator, on=TODAY)

    before = shared.sessions_number
    shared.refresh_from_db()
    assert (shared.is_active, shared.sessions_number) == (True, before)
    assert shared.memberships.filter(valid_to=None).count() == 2


def test_a_shut_account_of_another_province_stays_shut(administrator, body, centre, person):
    gone = person(centre, until=D(2026, 1, 1))
    User.objects.filter(pk=gone.pk).update(is_active=False)

    with pytest.raises(NotAllowed):
        inviting(body("so-cong-thuong-lao-cai-2025"), gone.email, administrator)

    gone.refresh_from_db()
    assert not gone.is_active


def test_nobody_invites_themselves(administrator, body):
    with pytest.raises(NotAllowed):
        inviting(body("so-cong-thuong-lao-cai-2025"), administrator.email, administrator)


@pytest.mark.parametrize(
    ("of", "over", "role", "allowed"),
    [
        ("so-cong-thuong-bac-ninh-2025", "khuyen-cong-bac-ninh-2025", Role.CENTRE_OFFICER, True),
        ("khuyen-cong-bac-ninh-2025", "so-cong-thuong-bac-ninh-2025", Role.APPRAISER, False),
        ("so-cong-thuong-lao-cai-2025", "khuyen-cong-bac-ninh-2025", Role.CENTRE_OFFICER, False),
        ("so-cong-thuong-lao-cai-2025", "khuyen-cong-lao-cai-2025", Role.CENTRE_OFFICER, False),
        ("cuc-khuyen-cong", "so-cong-thuong-bac-ninh-2025", Role.ADMINISTRATOR, True),
        ("bo-cong-thuong", "cuc-khuyen-cong", Role.POLICY_OFFICER, True),
        ("cuc-khuyen-cong", "so-cong-thuong-bac-ninh-2025", Role.APPRAISER, False),
        ("cuc-khuyen-cong", "khuyen-cong-vung-1", Role.CENTRE_OFFICER, True),
        ("ubnd-lao-cai-2025", "khuyen-cong-lao-cai-2025", Role.CENTRE_OFFICER, True),
        ("so-cong-thuong-bac-ninh-2025", "khuyen-cong-bac-giang-2008", Role.CENTRE_OFFICER, True),
    ],
)
def test_who_administers_whom(body, person, of, over, role, allowed):
    assert may_administer(person(body(of), Role.ADMINISTRATOR), body(over), TODAY, role=role) is allowed


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_give_rights(body, person, centre, role):
    with pytest.raises(NotAllowed):
        actions.grant_role(user=person(), organisation=centre, role=Role.LEADER, by=person(centre, role), on=TODAY)


def test_nobody_gives_a_role_to_themselves(administrator, body):
    with pytest.raises(NotAllowed):
        actions.grant_role(
            user=administrator,
            organisation=body("so-cong-thuong-lao-cai-2025"),
            role=Role.ACCOUNTANT,
            by=administrator,
            on=TODAY,
        )


def test_the_same_role_is_not_given_twice_nor_an_unknown_one(centre, person):
    by, user = person(centre, Role.ADMINISTRATOR), person(centre, Role.LEADER)

    with pytest.raises(Conflict):
        actions.grant_role(user=user, organisation=centre, role=Role.LEADER, by=by, on=TODAY)
    with pytest.raises(UnusableInput):
        actions.grant_role(user=user, organisation=centre, role="king", by=by, on=TODAY)


def test_a_leaver_is_out_and_comes_back_with_a_new_role(centre, person):
    by, user = person(centre, Role.ADMINISTRATOR), person(centre, Role.LEADER)

    actions.end_membership(membership=user.memberships.get(), by=by, on=TODAY)
    user.refresh_from_db()
    assert not user.is_active
    assert people.roles_of(user, TODAY) == frozenset()
    assert people.roles_of(user, TODAY - datetime.timedelta(days=1)) == {Role.LEADER}

    actions.grant_role(user=user, organisation=centre, role=Role.LEADER, by=by, on=TODAY)
    user.refresh_from_db()
    assert user.is_active


def test_a_role_ends_once(centre, person):
    by, user = person(centre, Role.ADMINISTRATOR), person(centre, Role.LEADER)
    membership = user.memberships.get()
    actions.end_membership(membership=membership, by=by, on=TODAY)

    with pytest.raises(WrongState):
        actions.end_membership(membership=membership, by=by, on=TODAY)


def test_the_last_administrator_does_not_lock_the_body(centre, person):
    by = person(centre, Role.ADMINISTRATOR)

    with pytest.raises(Conflict):
        actions.end_membership(membership=by.memberships.get(), by=by, on=TODAY)


def test_a_second_factor_is_reset_by_another_administrator_only(centre, person):
    by, user = person(centre, Role.ADMINISTRATOR), person(centre, Role.LEADER)
    for someone in (by, user):
        Authenticator.objects.create(user=someone, type=Authenticator.Type.TOTP, data={"secret": "x"})

    assert actions.reset_second_factor(user=user, by=by, on=TODAY) == 1
    with pytest.raises(NotAllowed):
        actions.reset_second_factor(user=by, by=by, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.reset_second_factor(user=by, by=user, on=TODAY)
    assert list(Authenticator.objects.values_list("user", flat=True)) == [by.pk]


def test_rights_are_looked_over_once_a_half_year(centre, person):
    leader = person(centre, Role.LEADER, name="Lãnh đạo A")
    assert people.review_due(centre, TODAY) == "2026-H2"

    review = actions.sign_off_review(organisation=centre, by=leader, on=TODAY)

    assert [(row["name"], row["role"]) for row in review.rows] == [("Lãnh đạo A", "leader")]
    assert people.review_due(centre, TODAY) is None
    with pytest.raises(Conflict):
        actions.sign_off_review(organisation=centre, by=leader, on=TODAY)
    with pytest.raises(UnusableInput):
        actions.sign_off_review(organisation=centre, by=leader, on=TODAY, period="2027-H1")


def test_an_officer_does_not_sign_the_review(centre, person):
    with pytest.raises(NotAllowed):
        actions.sign_off_review(organisation=centre, by=person(centre), on=TODAY)
