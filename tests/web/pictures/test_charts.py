"""Bars: the same figures drawn and in the table."""

import subprocess
import sys

import pytest
from django.utils import translation

from khuyencong.web import pictures
from khuyencong.web.pictures import rendering
from tests.web.pictures.markup import fit_for_the_page, shapes, words

MILLION = 1_000_000
SOURCES = {"national": "National funds", "local": "Local funds"}
ROWS = [
    ("Models", {"national": 12_400 * MILLION, "local": 6_350 * MILLION}),
    ("Machinery", {"national": 9_800 * MILLION, "local": 15_250 * MILLION + 500_000}),
    ("Training <b>&</b> trades", {"local": 2_100 * MILLION}),
]


def money():
    return pictures.money_by("Where is the money?", ROWS, SOURCES, head="Activity")


def test_money_is_shown_in_millions_with_totals_both_ways():
    picture = money()

    assert picture.heads == (
        "Activity",
        "National funds (million đồng)",
        "Local funds (million đồng)",
        "Total (million đồng)",
    )
    assert picture.rows[1] == ("Machinery", "9,800", "15,250.5", "25,050.5")
    assert picture.rows[-1] == ("Total", "22,200", "23,700.5", "45,900.5")


def test_the_sentence_names_the_greatest():
    assert money().alt == "Where is the money? Most: Machinery, 25,050.5 of 45,900.5 million đồng."


def test_a_vietnamese_page_has_points_between_thousands_and_a_decimal_comma():
    with translation.override("vi"):
        assert money().rows[1][2] == "15.250,5"


def test_the_drawing_is_fit_for_a_page_without_inline_styles():
    assert fit_for_the_page(money().svg)


def test_labels_totals_and_amounts_are_text_that_can_be_read_and_searched():
    said = words(money().svg)

    assert {"Models", "Machinery", "Training <b>&</b> trades", "18,750", "12,400", "National funds"} <= set(said)


def test_parts_of_a_bar_differ_by_pattern_and_not_only_by_colour():
    fills = {each.get("fill") for each in shapes(money().svg).iter() if each.tag.endswith("path")}

    assert any(fill and fill.endswith("-hatch)") for fill in fills)


def test_plain_bars_need_no_legend():
    picture = pictures.bars("How many?", [("North", 128), ("South", 96)], head="Region", what="Projects", unit=PROJECTS)

    assert picture.rows == (("North", "128"), ("South", "96"), ("Total", "224"))
    assert sorted(words(picture.svg)) == ["128", "96", "North", "South"]


def test_nothing_to_draw_says_so():
    assert pictures.bars("How many?", [], head="Region", what="Projects").alt == "How many? No figures yet."


def test_an_amount_below_nought_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        pictures.bars("How many?", [("North", -1)], head="Region", what="Projects")


def test_five_parts_are_refused_because_print_cannot_tell_them_apart():
    with pytest.raises(ValueError, match="four"):
        pictures.money_by("?", [("a", {})], dict.fromkeys("abcde", "x"), head="Row")


def test_a_picture_drawn_before_is_read_and_not_drawn_again(monkeypatch):
    first = money()
    monkeypatch.setattr(rendering, "_drawn", lambda *_args, **_named: pytest.fail("drawn again"))

    assert money() == first


def test_a_page_that_draws_does_not_carry_the_drawing_engine():
    code = "import khuyencong.web.pictures, sys; sys.exit('vl_convert' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_spec_the_engine_refuses_is_told_and_nothing_is_kept(tmp_path):
    with pytest.raises(rendering.NotDrawn):
        pictures.rendered({"mark": "no such mark"}, cache_dir=tmp_path / "kept")

    assert not (tmp_path / "kept").exists()


def test_a_picture_is_kept_whole_with_nothing_half_written_beside_it(tmp_path):
    money()

    assert [path.suffix for path in (tmp_path / "pictures").iterdir()] == [".svg"]


def test_the_oldest_pictures_are_forgotten_when_there_are_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "KEPT", 2)
    for at in range(4):
        rendering._keep(tmp_path / "kept" / f"{at}.svg", "<svg/>")

    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_a_picture_can_be_put_into_a_paper_as_png():
    assert pictures.png(money()).startswith(b"\x89PNG")


PROJECTS = pictures.Unit("projects")
