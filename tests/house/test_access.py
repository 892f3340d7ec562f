"""Every address has a line in the access table, and answers each person as the table says."""

import pytest
from django.urls import get_resolver, reverse

from tests.house.access import TABLE, expected, viewers

BY_NAME = {line.name: line for line in TABLE}


def addresses(resolver=None, space=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, inner)
        else:
            yield f"{space}{pattern.name}"


def test_every_address_has_a_line():
    assert sorted(set(addresses()) - set(BY_NAME)) == []


def test_no_line_is_left_over():
    assert sorted(set(BY_NAME) - set(addresses())) == []


def test_no_address_has_two_lines():
    assert len(BY_NAME) == len(TABLE)


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name)
def test_each_person_gets_what_the_table_says(line, world, client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    address = reverse(line.name, kwargs=line.path(world))

    wrong = []
    for viewer in viewers(world):
        client.logout()
        if viewer.user:
            client.force_login(viewer.user)
        answer = client.get(address)
        if answer.streaming:
            list(answer.streaming_content)  # a file is closed when it has been read
        if answer.status_code != (wanted := expected(line, viewer, world)):
            wrong.append(f"{viewer}: {answer.status_code} instead of {wanted}")

    assert wrong == []


def test_the_way_to_the_sign_in_comes_back_to_the_page(world, client):
    answer = client.get(reverse("proposals:list"), {"year": "2026"})

    assert answer.headers["Location"] == f"{reverse('account_login')}?next=/proposals/%3Fyear%3D2026"
