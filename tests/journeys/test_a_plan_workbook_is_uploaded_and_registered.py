"""An officer takes the form, fills it in, uploads it, mends what is wrong and registers the plan."""

import re

import pytest

from khuyencong.directory.roles import Role
from tests.support.people import code_of
from tests.support.plan_workbook import ABOVE_THE_CEILING, BAD_CELL, SOUND, UNREADABLE, filled
from tests.support.site import scrolls_sideways
from tests.support.world import PASSWORD

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


WAYS = {
    "with JavaScript": Role.CENTRE_OFFICER,
    "without JavaScript": Role.APPRAISER,
    "on a telephone": Role.LEADER,
}
"""Each with another person: a code of the second factor opens the door once."""


@pytest.fixture(params=WAYS)
def page(request, chromium, site):
    context = chromium.new_context(
        base_url=site.address,
        locale="vi-VN",
        java_script_enabled=request.param != "without JavaScript",
        viewport=PHONE if request.param == "on a telephone" else DESK,
        accept_downloads=True,
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.reader = site.world.home.people[WAYS[request.param]]
    page.narrow = request.param == "on a telephone"
    yield page
    context.close()


def test_a_plan_workbook_is_uploaded_and_registered(page, site, tmp_path):
    sign_in(page, page.reader)
    form = take_the_form(page, tmp_path)
    upload(page, fill_in(form, site.world, tmp_path))

    assert row_of(page, UNREADABLE).get_by_text(BAD_CELL).first.is_visible()
    assert row_of(page, ABOVE_THE_CEILING).get_by_text(re.compile("mức tối đa|vượt")).first.is_visible()
    assert row_of(page, SOUND).get_by_text("bị chặn").count() == 0
    fits(page)

    correct_the_cell(page)
    assert row_of(page, UNREADABLE).get_by_text("không đọc được").count() == 0

    register(page)
    assert page.locator("h1").inner_text() == "Kế hoạch khuyến công năm 2026 của Tỉnh Hải Phòng"
    fits(page)

    page.get_by_role("link", name=ABOVE_THE_CEILING[0]).click()
    assert page.locator("h1").inner_text() == ABOVE_THE_CEILING[0]
    assert page.get_by_text(ABOVE_THE_CEILING[1]).first.is_visible()
    fits(page)


def sign_in(page, person):
    page.goto("/accounts/login/")
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.fill("input[name=code]", code_of(person))
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
    fits(page)


def take_the_form(page, folder):
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải mẫu Excel").first.click()
    path = folder / "mau.xlsx"
    download.value.save_as(path)
    return path


def fill_in(form, world, folder):
    place = f"{world.home.commune.full_name}, {world.home.unit.full_name}"
    path = folder / "ke-hoach.xlsx"
    path.write_bytes(filled(form.read_bytes(), province=world.home.unit.name, place=place, level="Quốc gia"))
    return path


def upload(page, path):
    page.goto("/planning/drafts/new/")
    fits(page)
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Tải lên và đối chiếu").click()
    page.wait_for_url(re.compile(r"/planning/drafts/(?!new)"))


def correct_the_cell(page):
    row_of(page, UNREADABLE).get_by_role("link", name=UNREADABLE[0]).click()
    fits(page)
    page.fill("input[name=support_national]", "300")
    page.get_by_role("button", name="Lưu và đối chiếu lại").click()
    page.wait_for_url(re.compile(r"#row-"))


def register(page):
    page.get_by_role("link", name="Đăng ký kế hoạch").click()
    fits(page)
    page.get_by_role("main").get_by_role("button", name="Đăng ký", exact=True).click()
    page.wait_for_url(re.compile(r"/planning/KH"))


def row_of(page, line):
    return page.locator("article", has=page.get_by_text(line[0]))


def fits(page):
    if page.narrow:
        assert scrolls_sideways(page) == 0, page.url
