"""A page that is only shown changes nothing, and a refusal raised while it is shown can be read."""

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from khuyencong.directory.models import Establishment
from khuyencong.directory.roles import Role
from khuyencong.web.establishments import listing
from khuyencong.web.middleware import ReadOnlyGet, WriteOnGet

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


def asked_while_shown(sql):
    """The statement, as a page that is only shown would send it."""

    def page(request):
        with connection.cursor() as cursor:
            cursor.execute(sql)
        return HttpResponse()

    return ReadOnlyGet(page)(RequestFactory().get("/"))


@pytest.mark.parametrize(
    "sql",
    [
        "WITH gone AS (DELETE FROM directory_establishment RETURNING id) SELECT * FROM gone",
        "with x as (select 1) update directory_establishment set name = 'x'",
        "EXPLAIN ANALYZE DELETE FROM directory_establishment",
        "SELECT nextval('directory_establishment_id_seq')",
        "select pg_catalog.setval ('directory_establishment_id_seq', 1)",
        "TRUNCATE directory_establishment",
    ],
)
def test_a_statement_that_writes_is_refused_however_it_begins(sql):
    with pytest.raises(WriteOnGet):
        asked_while_shown(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "WITH updated_at AS (SELECT 1 AS deleted) SELECT deleted FROM updated_at",
        "WITH one AS (SELECT id FROM directory_establishment FOR NO KEY UPDATE) SELECT * FROM one",
        "WITH one AS (SELECT id FROM directory_establishment FOR UPDATE) SELECT * FROM one",
    ],
)
def test_a_statement_that_reads_passes(sql):
    assert asked_while_shown(sql).status_code == 200
