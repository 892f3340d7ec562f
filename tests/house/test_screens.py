"""A Vietnamese screen shows no English: neither ours left untranslated, nor a library's that has no Vietnamese."""

import re

import pytest
from django.urls import reverse

from tests.house.access import TABLE, expected, viewers

PAGES = [line for line in TABLE if line.page and 200 in (line.answer, line.anonymous)]
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|with|your|you|this|these|please|must|field|enter|required|choose|from|which|has|have)\b",
    re.I,
)
UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*\blang=\"en\"[^>]*>.*?</\w+>|<!--.*?-->", re.S)
SAID = re.compile(r"\b(?:title|alt|placeholder|aria-label)=\"([^\"]*)\"")


def words_on(page):
    """What a person sees or hears of a page: its text, and what stands in the attributes that are read aloud."""
    seen = UNSEEN.sub(" ", page)
    return " ".join([re.sub(r"<[^>]*>", " ", seen), *SAID.findall(seen)])


@pytest.mark.parametrize("line", PAGES, ids=lambda line: line.name)
def test_a_vietnamese_screen_shows_no_english(line, world, client):
    reader = next(who for who in viewers(world) if expected(line, who, world) == 200)
    if reader.user:
        client.force_login(reader.user)

    page = client.get(reverse(line.name, kwargs=line.path(world)), headers={"accept-language": "vi"})

    words = words_on(page.content.decode())
    found = [words[max(hit.start() - 40, 0) : hit.end() + 40].split() for hit in ENGLISH.finditer(words)]
    assert [" ".join(few) for few in found] == []
