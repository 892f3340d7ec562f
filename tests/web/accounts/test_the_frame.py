"""The frame tells who I am and where; asking costs two queries at most, and none where nobody asks."""

import datetime

import pytest
from django.test import RequestFactory
from django.urls import resolve

from khuyencong.directory.models import Membership, Organisation, OrganisationKind
from khuyencong.directory.roles import Role
from khuyencong.web.context import frame
from khuyencong.web.reading import memberships_of, scope_of
from tests.support.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    department = Organisation.objects.create(
        kind=OrganisationKind.DEPARTMENT, key="so", name="Sở Công Thương Hải Phòng", short_name="Sở Công Thương"
    )
    user = person()
    for role, since in ((Role.APPRAISER, 2024), (Role.INSPECTOR, 2025)):
        Membership.objects.create(user=user, organisation=department, role=role, valid_from=datetime.date(since, 1, 1))
    return user


def asking(user, address="/accounts/"):
    request = RequestFactory().get(address)
    request.user, request.resolver_match = user, resolve(address)
    return request


def test_the_place_names_the_body_and_the_roles(worker):
    place = frame(asking(worker))["frame"].place

    assert place == f"Sở Công Thương · {Role.INSPECTOR.label}, {Role.APPRAISER.label}"


def test_a_person_without_a_role_has_no_place():
    assert frame(asking(person()))["frame"].place == ""


@pytest.mark.parametrize("role", Role)
def test_only_an_administrator_administers(worker, role):
    Membership.objects.filter(user=worker, role=Role.INSPECTOR).update(role="ended", valid_to="2025-02-01")
    Membership.objects.filter(user=worker).update(role=role)

    assert frame(asking(worker))["frame"].administers == (role == Role.ADMINISTRATOR)


def test_an_ended_role_gives_nothing(worker):
    Membership.objects.filter(user=worker).update(valid_to=datetime.date(2026, 1, 1))

    assert memberships_of(asking(worker)) == []


def test_the_menu_has_only_pages_that_exist_and_marks_the_one_we_are_in(worker):
    menu = frame(asking(worker, "/"))["frame"].menu

    assert menu[0].url == "/"
    assert [item.here for item in menu].count(True) == 1
    assert all(item.url for item in menu)


def test_who_one_is_costs_two_queries_for_a_whole_page(worker, django_assert_max_num_queries):
    request = asking(worker)

    with django_assert_max_num_queries(2):
        shown = frame(request)["frame"]
        _all = (shown.place, shown.administers, shown.menu, shown.here)
        for _ in range(3):
            scope_of(request)
            memberships_of(request)


def test_a_page_that_does_not_ask_costs_nothing(worker, django_assert_num_queries):
    with django_assert_num_queries(0):
        frame(asking(worker))
