"""The tile map, the boundary map, and the choice between them."""

import itertools
import json
from pathlib import Path

import pytest
from django.utils import translation

from khuyencong.web import pictures
from khuyencong.web.pictures import palette
from khuyencong.web.pictures.provinces import ARCHIPELAGOS, NAMES, TILES
from khuyencong.web.pictures.tiles import WIDE
from tests.web.pictures.markup import SVG, fit_for_the_page, shapes, titles, words

SHARED = Path(__file__).resolve().parents[4] / "shared" / "geo" / "provinces-2025-07.geojson"
TITLE = "Which province has most?"
VALUES = {code: (at + 1) * 100_000_000 for at, code in enumerate(NAMES)}


def squares(codes=NAMES):
    """A boundary file with a small square for each province and none in the sea."""
    corners = [[105, 20], [105.2, 20], [105.2, 20.2], [105, 20.2], [105, 20]]
    geometry = {"type": "Polygon", "coordinates": [corners]}
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": geometry} for code in codes]
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture
def boundary_file(tmp_path):
    path = tmp_path / "provinces.geojson"
    path.write_text(squares(), encoding="utf-8")
    return path


def test_the_tile_map_has_34_provinces_each_on_its_own_place():
    assert len(TILES) == len(NAMES) == len({(tile.column, tile.row) for tile in TILES}) == 34


@pytest.mark.parametrize("tile", TILES, ids=lambda tile: tile.name)
def test_every_name_fits_its_tile(tile):
    assert max(len(line) for line in tile.lines) * 8 < WIDE
    assert len(tile.lines) <= 2


def test_the_two_archipelagos_have_tiles_of_their_own_that_cover_no_province():
    for islands in ARCHIPELAGOS:
        assert all(abs(tile.column - islands.column) >= 1 or abs(tile.row - islands.row) >= 1 for tile in TILES)


def test_hoang_sa_belongs_to_da_nang_and_truong_sa_to_khanh_hoa_on_the_tile_map():
    svg = pictures.tile_map(TITLE, VALUES).svg

    assert {"Hoàng Sa", "(Đà Nẵng)", "Trường Sa", "(Khánh Hòa)"} <= set(words(svg))
    assert "Hoàng Sa archipelago, which belongs to Đà Nẵng" in titles(svg)
    assert "Trường Sa archipelago, which belongs to Khánh Hòa" in titles(svg)


def test_an_archipelago_has_the_colour_of_its_province():
    svg = shapes(pictures.tile_map(TITLE, VALUES).svg)
    fills = {
        group.findtext(f"{SVG}title"): group.find(f"{SVG}rect").get("fill") for group in svg.findall(f"{SVG}g/{SVG}g")
    }

    assert fills["Hoàng Sa archipelago, which belongs to Đà Nẵng"] == fills[told("48")]
    assert fills["Trường Sa archipelago, which belongs to Khánh Hòa"] == fills[told("56")]


def test_each_tile_says_its_full_name_and_figure_to_the_reader_aloud():
    assert {told(code) for code in NAMES} <= set(titles(pictures.tile_map(TITLE, VALUES).svg))


def test_the_table_has_all_provinces_greatest_first_and_unknown_last():
    values = VALUES | {"12": None}

    rows = pictures.tile_map(TITLE, values).rows

    assert len(rows) == 34
    assert rows[0] == ("Vĩnh Long", "3,400")
    assert rows[-1] == ("Lai Châu", "no figures yet")


def test_a_missing_figure_is_hatched_and_stands_in_the_legend():
    picture = pictures.tile_map(TITLE, VALUES | {"12": None})

    assert "no figures yet" in words(picture.svg)
    assert "-missing)" in picture.svg
    assert picture.alt.endswith("1 province has no figures.")
    assert "no figures yet" not in words(pictures.tile_map(TITLE, VALUES).svg)


def test_a_code_of_the_older_map_is_refused_because_it_meant_another_place():
    with pytest.raises(ValueError, match="27"):
        pictures.tile_map(TITLE, {"27": 1})


def test_a_map_without_any_figure_still_shows_the_country():
    picture = pictures.tile_map(TITLE, {})

    assert picture.alt == f"{TITLE} No figures yet."
    assert len(words(picture.svg)) > 34


def test_kinds_are_shown_by_name():
    scale = pictures.of_kinds("Report of 2026", {0: "Sent", 1: "Late"})

    picture = pictures.tile_map("Who has not reported?", {code: int(code > "80") for code in NAMES}, scale=scale)

    assert picture.heads == ("Province", "Report of 2026")
    assert picture.rows[0] == ("An Giang", "Late")
    assert picture.alt == "Who has not reported? By province: Sent: 29, Late: 5."


def test_letters_stand_out_from_every_step_and_neighbouring_steps_differ_in_lightness():
    assert all(palette.contrast(palette.ink_on(step), step) >= 4.5 for step in palette.STEPS)
    for light, dark in itertools.pairwise(palette.STEPS):
        assert palette.contrast(light, dark) >= 1.3


def test_classes_begin_at_round_figures_and_cover_everything():
    scale = pictures.of_numbers([1_234, 2_345, 3_456, 4_567, 5_678, 6_789, 7_890, 8_901], pictures.Unit("x"))

    assert scale.labels == (
        "under 2,300",
        "2,300 to under 4,500",
        "4,500 to under 5,600",
        "5,600 to under 7,800",
        "7,800 or more",
    )
    assert scale.fill(1_234) == palette.STEPS[0]
    assert scale.fill(8_901) == palette.STEPS[-1]


def test_few_different_figures_are_a_class_each():
    assert pictures.of_numbers([0, 2, 0, 1], pictures.Unit("x")).labels == ("0", "1", "2")


def test_tile_map_and_boundary_map_are_fit_for_the_page(boundary_file):
    assert fit_for_the_page(pictures.tile_map(TITLE, VALUES).svg)
    assert fit_for_the_page(pictures.boundary_map(boundary_file, TITLE, VALUES).svg)


def test_a_boundary_file_without_the_archipelagos_still_shows_them(boundary_file):
    svg = pictures.boundary_map(boundary_file, TITLE, VALUES).svg

    assert {"Hoàng Sa", "(Đà Nẵng)", "Trường Sa", "(Khánh Hòa)"} <= set(words(svg))


@pytest.mark.skipif(not SHARED.exists(), reason="the boundary file is not here")
def test_islets_are_made_up_only_where_the_file_has_none(boundary_file):
    circles = [
        len(list(shapes(pictures.boundary_map(path, TITLE, VALUES).svg).iter(f"{SVG}circle")))
        for path in (boundary_file, SHARED)
    ]

    assert circles == [10, 0]


def test_a_boundary_file_that_lacks_a_province_is_refused(tmp_path):
    path = tmp_path / "lacking.geojson"
    path.write_text(squares([code for code in NAMES if code != "96"]), encoding="utf-8")

    with pytest.raises(ValueError, match="96"):
        pictures.boundary_map(path, TITLE, VALUES)


def test_a_configured_boundary_file_is_used_and_tiles_otherwise(settings, boundary_file):
    settings.BOUNDARY_FILE = None
    tiles = pictures.for_provinces(TITLE, VALUES)
    settings.BOUNDARY_FILE = boundary_file
    boundaries = pictures.for_provinces(TITLE, VALUES)

    assert tiles == pictures.tile_map(TITLE, VALUES)
    assert boundaries == pictures.boundary_map(boundary_file, TITLE, VALUES)
    assert tiles.rows == boundaries.rows


@pytest.mark.skipif(not SHARED.exists(), reason="the boundary file is not here")
def test_the_real_boundaries_are_drawn_within_the_sheet_and_small_enough_to_send():
    svg = pictures.boundary_map(SHARED, TITLE, VALUES).svg

    assert fit_for_the_page(svg)
    assert set(titles(svg)) >= {told(code) for code in NAMES}
    assert len(svg) < 100_000


def test_figures_are_written_the_vietnamese_way_on_a_vietnamese_page():
    with translation.override("vi"):
        assert "3.400" in words(pictures.tile_map(TITLE, VALUES).svg)


def told(code):
    return f"{NAMES[code]}: {VALUES[code] // 1_000_000:,} million đồng"
