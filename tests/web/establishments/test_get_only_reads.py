"""A page that is only shown changes nothing, and a refusal raised while it is shown can be read."""

import pytest
from django.db import transaction

from khuyencong.directory.models import Establishment
from khuyencong.directory.roles import Role
from khuyencong.web.establishments import listing
from khuyencong.web.middleware import WriteOnGet

pytestmark = pytest.mark.django_db


def test_a_page_that_writes_while_it_is_shown_fails(as_role, establishment, monkeypatch):
    one = establishment()

    def writing(*args):
        Establishment.objects.filter(pk=one.pk).update(name="x")

    monkeypatch.setattr(listing, "support_totals", writing)

    client = as_role()
    with pytest.raises(WriteOnGet), transaction.atomic():
        client.get("/establishments/")

    assert Establishment.objects.get(pk=one.pk).name == one.name
    writing()
    assert Establishment.objects.get(pk=one.pk).name == "x"


def test_a_refusal_raised_while_a_page_is_shown_is_a_page(as_role, places):
    answer = as_role(Role.ACCOUNTANT).get("/establishments/registration/")

    assert answer.status_code == 403
    assert "refusal.html" in [template.name for template in answer.templates]
