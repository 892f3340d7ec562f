"""The boundary map, where a GeoJSON of provinces is configured. Both archipelagos are always drawn."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from khuyencong.web.pictures import maps, palette
from khuyencong.web.pictures.drawing import add, add_patterns, finished, number, sheet
from khuyencong.web.pictures.figures import MILLION_DONG, Unit
from khuyencong.web.pictures.picture import Picture
from khuyencong.web.pictures.provinces import ARCHIPELAGOS, NAMES, Archipelago
from khuyencong.web.pictures.scales import Scale, of_numbers

WIDTH = 460
WEST, EAST, SOUTH, NORTH = 101.9, 117.9, 6.9, 23.6
MIDDLE = math.cos(math.radians(16))
DEGREE = WIDTH / (EAST - WEST)
HEIGHT = (NORTH - SOUTH) * DEGREE / MIDDLE
SHOWN_AT = 620
FINEST = 0.5
"""Points nearer than this many units to the last are left out."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Country:
    """The outline of each province by code, and the archipelagos whose islets the file has."""

    outlines: Mapping[str, str]
    archipelagos: tuple[Archipelago, ...]


def boundary_map(
    path: Path | str,
    title: str,
    values: maps.Values,
    *,
    unit: Unit = MILLION_DONG,
    scale: Scale | None = None,
    note: str = "",
) -> Picture:
    """
    The same as the tile map, on the boundaries in a GeoJSON whose features have ``code`` of the map of 1 July 2025.

    :raises FileNotFoundError: the configured file is not there.
    :raises ValueError: the file lacks a province, or a value has a code that is not on the map.
    """
    figures = maps.known(values)
    scale = scale or of_numbers(figures.values(), unit)
    stamp = Path(path).stat()
    return Picture(
        title=title,
        svg=finished(_drawn(_country(str(path), stamp.st_mtime_ns, stamp.st_size), figures, scale)),
        alt=maps.sentence(title, figures, scale),
        heads=(_("Province"), scale.title),
        rows=maps.table(figures, scale),
        note=note,
    )


def _drawn(country: Country, figures: Mapping[str, int], scale: Scale) -> Element:
    svg = sheet(WIDTH, HEIGHT, shown_at=SHOWN_AT)
    land = add(svg, "g", stroke=palette.SOFT, stroke_width=0.5, stroke_linejoin="round")
    for code, outline in country.outlines.items():
        province = add(land, "path", d=outline, fill=scale.fill(figures[code]) if code in figures else "missing")
        add(province, "title", maps.spoken(code, figures, scale))
    for islands in ARCHIPELAGOS:
        _draw_label(svg, islands, with_islets=islands in country.archipelagos)
    missing = add_patterns(svg)["missing"]
    for province in land:
        if province.get("fill") == "missing":
            province.set("fill", missing)
    maps.draw_legend(svg, scale, x=WIDTH * 0.56, y=18, missing=missing, figures=figures)
    return svg


def _draw_label(svg: Element, islands: Archipelago, *, with_islets: bool) -> None:
    """The name at the label point; where the file has no polygon there, a ring with islets stands for them."""
    x, y = placed(islands.longitude, islands.latitude)
    group = add(svg, "g", fill=palette.INK, text_anchor="middle")
    add(group, "title", maps.belongs(islands))
    if not with_islets:
        add(group, "circle", cx=x, cy=y, r=24, fill="none", stroke=palette.SOFT, stroke_dasharray="3 3")
        for right, down in ((-7, -4), (5, -7), (-2, 6), (8, 4)):
            add(group, "circle", cx=x + right, cy=y + down, r=1.5)
    below = islands.label_below if with_islets else 40
    halo: dict[str, Any] = {
        "stroke": palette.PAPER,
        "stroke_width": 3,
        "paint_order": "stroke",
        "stroke_linejoin": "round",
    }
    add(group, "text", islands.name, x=x, y=y + below, font_size=13, font_weight=600, **halo)
    add(group, "text", f"({islands.province})", x=x, y=y + below + 15, font_size=12, **halo)


def placed(longitude: float, latitude: float) -> Point:
    """Where a point of the earth stands on the drawing (equirectangular, true at 16° North)."""
    return (longitude - WEST) * DEGREE, (NORTH - latitude) * DEGREE / MIDDLE


@lru_cache(maxsize=4)
def _country(path: str, changed: int, size: int) -> Country:
    """The file, thinned to what the drawing can show."""
    features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
    shapes = {str(each["properties"]["code"]): each["geometry"] for each in features}
    if missing := sorted(set(NAMES) - set(shapes)):
        raise ValueError(f"The boundary file lacks the provinces {', '.join(missing)}.")
    return Country(
        outlines={code: _outline(shapes[code]) for code in NAMES},
        archipelagos=tuple(each for each in ARCHIPELAGOS if _has_islets(shapes[each.code], each)),
    )


def _has_islets(geometry: Mapping[str, Any], islands: Archipelago) -> bool:
    """Whether the province it belongs to has a point within 3 degrees of the label."""
    label = (islands.longitude, islands.latitude)
    return any(math.dist(label, point[:2]) < 3 for ring in _rings(geometry) for point in ring)


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return (ring for polygon in polygons for ring in polygon)


def _outline(geometry: Mapping[str, Any]) -> str:
    return "".join(_path(list(_thinned(ring))) for ring in _rings(geometry))


def _thinned(ring: list[list[float]]) -> Iterator[Point]:
    last: Point | None = None
    for longitude, latitude, *_height in ring[:-1]:
        point = placed(longitude, latitude)
        if last is None or math.dist(last, point) >= FINEST:
            last = point
            yield point


def _path(points: list[Point]) -> str:
    """An islet smaller than a point becomes a dot, for it must not vanish."""
    if len(points) < 3:
        x, y = points[0]
        return f"M{number(x - 0.6)},{number(y - 0.6)}h1.2v1.2h-1.2z"
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points) + "z"
