"""Words that very many proposals have are found by walking the order of the list; the answer is the same."""

import pytest

from khuyencong.core import search
from khuyencong.directory.queries.people import Scope
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.queries.listing import PAGE_ROWS, SORTS, Filters, page_of_proposals
from tests.planning.plans import TODAY, checked, line
from tests.support.reference import body_of

EVERYWHERE = Scope(national=True)


@pytest.fixture
def books(reference_data):
    """200 proposals, half of them about tea, with different money and names."""
    lines = [
        line(
            row,
            order_number=str(row - 2),
            name=f"Ứng dụng máy {'sao chè' if row % 2 else 'cưa gỗ'} số {row * 37 % 101}",
            total=(900 + row) * 1_000_000,
            counterpart=(600 + row) * 1_000_000,
        )
        for row in range(3, 203)
    ]
    register_plan(checked=checked(*lines), actor=None, organisation=body_of("Lào Cai"), on=TODAY)


def references(filters, number):
    page = page_of_proposals(EVERYWHERE, filters, number)
    return [row["reference"] for row in page.rows], page.total, page.more


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("number", [1, 2])
def test_both_ways_find_the_same_rows_in_the_same_order(books, monkeypatch, sort, number):
    filters = Filters(words="may sao che", sort=sort)
    by_words, total, more = references(filters, number)
    assert (total, more) == (100, False)

    monkeypatch.setattr(search, "LIMIT", 50)

    assert references(filters, number)[0] == by_words
    assert len(by_words) == (PAGE_ROWS if number == 1 else 40)


def test_what_lies_beyond_the_reach_is_still_found(books, monkeypatch):
    filters = Filters(words="may sao che")
    expected = references(filters, 1)[0]

    monkeypatch.setattr(search, "LIMIT", 50)
    monkeypatch.setattr(search, "REACH", 10)

    assert references(filters, 1)[0] == expected


def test_other_filters_hold_for_common_words_too(books, monkeypatch):
    monkeypatch.setattr(search, "LIMIT", 20)

    assert references(Filters(words="may", year=2019), 1) == ([], 0, False)
