"""Whatever stands in an address or a form, the answer is a page, never a failure."""

import pytest

from khuyencong.web.reading import LAST_PAGE, page_number

LISTS = ("/proposals/", "/planning/", "/establishments/")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("page", ["9" * 20, "9" * 5000, "0", "-1", "²", "x"])
def test_a_page_number_out_of_reason_shows_a_page(as_officer, path, page):
    assert as_officer.get(path, {"page": page}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "number"), [("", 1), ("0", 1), ("7", 7), ("-7", 1), ("٣", 3), ("10001", LAST_PAGE), ("9" * 30, LAST_PAGE)]
)
def test_a_page_number_is_from_one_to_the_last(rf, asked, number):
    assert page_number(rf.get("/", {"page": asked})) == number


@pytest.mark.parametrize(
    "path", ["/search/?q=%00abc", "/policy/norms/%00/", "/proposals/?q=a%00", "/planning/?year=%00", "/?%00=1"]
)
def test_a_nul_in_an_address_is_told_in_words(as_officer, path):
    answer = as_officer.get(path)

    assert answer.status_code == 400
    assert "không thể gõ được" in answer.content.decode()


def test_a_nul_in_a_form_is_told_in_words(as_officer):
    assert as_officer.post("/proposals/views/", {"name": "a\0b", "query": "year=2026"}).status_code == 400


def test_a_nul_of_somebody_signed_out_is_told_too(client, db):
    assert client.get("/search/?q=%00").status_code == 400
