"""Every page of the access table: no violation axe can find, nothing sticks out at 390 px, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.house.access import TABLE, expected, viewers
from tests.support.site import scrolls_sideways

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
AXE = Axe()
PAGES = [line for line in TABLE if line.page and 200 in (line.answer, line.anonymous)]


def reader_of(line, world):
    """The first who gets the page."""
    return next(who for who in viewers(world) if expected(line, who, world) == 200)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("line", PAGES, ids=lambda line: line.name)
def test_a_page_can_be_read_by_everybody(line, language, chromium, site):
    reader = reader_of(line, site.world)
    context = chromium.new_context(base_url=site.address, viewport=PHONE, reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
    if reader.user:
        context.add_cookies(site.session_of(reader.user))
    page = context.new_page()

    answer = page.goto(reverse(line.name, kwargs=line.path(site.world)))

    assert (answer.status, page.locator("html").get_attribute("lang")) == (200, language)
    assert scrolls_sideways(page) == 0
    assert violations(page) == []
    page.set_viewport_size(DESK)
    assert violations(page) == []
    context.close()


def violations(page):
    found = AXE.run(page).response["violations"]
    return [(one["id"], node["target"], node["html"][:160]) for one in found for node in one["nodes"][:3]]
