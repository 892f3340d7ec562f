"""A page asks the database as often for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyencong.core import search

OF_THE_LIST, OF_ONE = 12, 15
FEW, MANY = 5, 300


@pytest.fixture
def asked(as_officer):
    """How many queries a page takes, once the map and the law book are in memory."""

    def count(path):
        as_officer.get(path)
        with CaptureQueriesContext(connection) as seen:
            answer = as_officer.get(path)
        assert answer.status_code == 200
        return len(seen)

    return count


@pytest.mark.parametrize("query", ["", "?q=may", "?year=2026&state=approved&sort=support", "?province=15"])
def test_the_list_takes_as_many_queries_for_many_rows_as_for_few(asked, register, query):
    register(FEW)
    few = asked(f"/proposals/{query}")

    register(MANY)

    assert asked(f"/proposals/{query}") == few <= OF_THE_LIST


def test_very_common_words_cost_one_query_more(asked, register, monkeypatch):
    register(MANY)
    usual = asked("/proposals/?q=may")

    monkeypatch.setattr(search, "LIMIT", 100)

    assert asked("/proposals/?q=may") == usual + 1 <= OF_THE_LIST


def test_a_proposal_takes_as_many_queries_whatever_its_establishment_had_before(asked, register):
    few = register(FEW).proposals.latest("pk").reference
    before = asked(f"/proposals/{few}/")

    many = register(MANY).proposals.latest("pk").reference

    assert asked(f"/proposals/{many}/") == before <= OF_ONE


def test_a_page_of_the_list_is_small(as_officer, register):
    register(MANY)

    assert len(as_officer.get("/proposals/").content) <= 60_000
