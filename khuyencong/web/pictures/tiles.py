"""The tile map: one tile a province, laid out roughly like the country, every name readable."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from khuyencong.web.pictures import maps, palette
from khuyencong.web.pictures.drawing import add, add_patterns, finished, sheet
from khuyencong.web.pictures.figures import MILLION_DONG, Unit
from khuyencong.web.pictures.picture import Picture
from khuyencong.web.pictures.provinces import ARCHIPELAGOS, TILES, Archipelago, Tile
from khuyencong.web.pictures.scales import Scale, of_numbers

WIDE, HIGH, GAP, EDGE = 68, 56, 4, 6
COLUMNS, ROWS = 6, 14
SHOWN_AT = 520


def tile_map(
    title: str, values: maps.Values, *, unit: Unit = MILLION_DONG, scale: Scale | None = None, note: str = ""
) -> Picture:
    """
    A figure for each province by its code on the map of 1 July 2025; None or absent is «no figures yet».

    ``scale`` (``of_kinds``) shows kinds instead of figures.
    :raises ValueError: a code that is not on that map.
    """
    figures = maps.known(values)
    scale = scale or of_numbers(figures.values(), unit)
    return Picture(
        title=title,
        svg=finished(_drawn(figures, scale)),
        alt=maps.sentence(title, figures, scale),
        heads=(_("Province"), scale.title),
        rows=maps.table(figures, scale),
        note=note,
    )


def _drawn(figures: Mapping[str, int], scale: Scale) -> Element:
    svg = sheet(2 * EDGE + COLUMNS * (WIDE + GAP) - GAP, 2 * EDGE + ROWS * (HIGH + GAP) - GAP, shown_at=SHOWN_AT)
    tiles = add(svg, "g", text_anchor="middle")
    for tile in TILES:
        _draw_tile(tiles, tile, figures, scale)
    for islands in ARCHIPELAGOS:
        _draw_islands(tiles, islands, figures, scale)
    # the patterns' ids come from what is drawn, so they are made last and their users painted then
    missing = add_patterns(svg)["missing"]
    for rect in svg.iter("rect"):
        if rect.get("fill") == "missing":
            rect.set("fill", missing)
    maps.draw_legend(svg, scale, x=_left(4), y=_top(4) + 12, missing=missing, figures=figures)
    return svg


def _draw_tile(parent: Element, tile: Tile, figures: Mapping[str, int], scale: Scale) -> None:
    value = figures.get(tile.code)
    fill = "missing" if value is None else scale.fill(value)
    ink = palette.INK if value is None else palette.ink_on(fill)
    left, top = _left(tile.column), _top(tile.row)
    group = add(parent, "g", fill=ink, font_size=13)
    add(group, "title", maps.spoken(tile.code, figures, scale))
    add(group, "rect", x=left, y=top, width=WIDE, height=HIGH, rx=3, fill=fill, stroke=palette.LINE)
    for at, line in enumerate(tile.lines):
        add(group, "text", line, x=left + WIDE / 2, y=top + 15 + at * 15 + (2 - len(tile.lines)) * 7)
    words = "–" if value is None else scale.brief(value)
    add(group, "text", words, x=left + WIDE / 2, y=top + 49, font_size=14, font_weight=600)


def _draw_islands(parent: Element, islands: Archipelago, figures: Mapping[str, int], scale: Scale) -> None:
    """A small tile in the colour of the province it belongs to: its figure is counted there."""
    value = figures.get(islands.code)
    fill = "missing" if value is None else scale.fill(value)
    ink = palette.INK if value is None else palette.ink_on(fill)
    left, top = _left(islands.column), _top(islands.row)
    group = add(parent, "g", fill=ink)
    add(group, "title", maps.belongs(islands))
    edge: dict[str, Any] = {"stroke": palette.SOFT, "stroke_width": 1.5, "stroke_dasharray": "4 3"}
    add(group, "rect", x=left, y=top, width=WIDE, height=42, rx=3, fill=fill, **edge)
    add(group, "text", islands.name, x=left + WIDE / 2, y=top + 18, font_size=13)
    add(group, "text", f"({islands.province})", x=left + WIDE / 2, y=top + 34, font_size=10.5)


def _left(column: float) -> float:
    return EDGE + column * (WIDE + GAP)


def _top(row: float) -> float:
    return EDGE + row * (HIGH + GAP)
