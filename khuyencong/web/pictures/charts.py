"""Bars: each label stands above its own bar, so that a picture still reads on a telephone."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from khuyencong.web.pictures import palette
from khuyencong.web.pictures.figures import MILLION_DONG, Unit
from khuyencong.web.pictures.picture import Picture
from khuyencong.web.pictures.rendering import rendered

WIDTH = 440
BAR = 22
LINE = 19
BETWEEN = 13
LETTER = 7.6
LABEL_LETTERS = 52
FACE = "Be Vietnam Pro"

Rows = Sequence[tuple[str, Mapping[str, int]]]


def money_by(
    title: str, rows: Rows, series: Mapping[str, str], *, head: str, unit: Unit = MILLION_DONG, note: str = ""
) -> Picture:
    """
    Bars made of parts, such as each activity by source: ``rows`` hold đồng by series key, ``series`` its labels.

    ``head`` says what the rows are. At most four series.
    :raises ValueError: an amount below nought, or more than four series.
    """
    _check(rows, series)
    heads = [head, *series.values()]
    table = [[label, *(unit.exact(parts.get(key, 0)) for key in series)] for label, parts in rows]
    if len(series) > 1:
        heads.append(_("Total"))
        for line, (_label, parts) in zip(table, rows, strict=True):
            line.append(unit.exact(_total(parts, series)))
    if len(rows) > 1:
        sums = [sum(parts.get(key, 0) for _label, parts in rows) for key in series]
        table.append([_("Total"), *(unit.exact(each) for each in (sums + [sum(sums)])[: len(heads) - 1])])
    return Picture(
        title=title,
        svg=rendered(_spec(rows, series, unit)),
        alt=_sentence(title, rows, series, unit),
        heads=(heads[0], *(_("%(what)s (%(unit)s)") % {"what": each, "unit": unit.label} for each in heads[1:])),
        rows=tuple(tuple(line) for line in table),
        note=note,
    )


def bars(
    title: str, rows: Sequence[tuple[str, int]], *, head: str, what: str, unit: Unit = MILLION_DONG, note: str = ""
) -> Picture:
    """
    One bar for each row. ``what`` names the figure, ``head`` the rows.

    :raises ValueError: a figure below nought.
    """
    return money_by(
        title, [(label, {"value": value}) for label, value in rows], {"value": what}, head=head, unit=unit, note=note
    )


def _check(rows: Rows, series: Mapping[str, str]) -> None:
    if len(series) > len(palette.SERIES):
        raise ValueError("More than four parts of a bar cannot be told apart in print.")
    if any(parts.get(key, 0) < 0 for _label, parts in rows for key in series):
        raise ValueError("A bar cannot show an amount below nought.")


def _total(parts: Mapping[str, int], series: Mapping[str, str]) -> int:
    return sum(parts.get(key, 0) for key in series)


def _sentence(title: str, rows: Rows, series: Mapping[str, str], unit: Unit) -> str:
    whole = sum(_total(parts, series) for _label, parts in rows)
    if not whole:
        return _("%(title)s No figures yet.") % {"title": title}
    label, parts = max(rows, key=lambda row: _total(row[1], series))
    return _("%(title)s Most: %(label)s, %(most)s of %(whole)s %(unit)s.") % {
        "title": title,
        "label": label,
        "most": unit.exact(_total(parts, series)),
        "whole": unit.exact(whole),
        "unit": unit.label,
    }


def _spec(rows: Rows, series: Mapping[str, str], unit: Unit) -> dict[str, Any]:
    """Places down the page are worked out here, so that a label of two lines takes room only where it is needed."""
    most = max((_total(parts, series) for _label, parts in rows), default=0) or 1
    words, places, height = _laid_out(rows, series, unit)
    return {
        "width": WIDTH,
        "height": height,
        "background": None,
        "padding": 2,
        "config": {"view": {"stroke": None}, "font": FACE, "text": {"fontSize": 14, "color": palette.INK}},
        "layer": [
            _bars(_segments(rows, series, places), series, most, height),
            _text(words, "left", {"x": {"value": 0}}, height),
            _text([each for each in words if each["total"]], "right", {"x": {"value": WIDTH}}, height),
            *_amounts(_segments(rows, series, places), series, unit, most, height),
        ],
    }


def _laid_out(rows: Rows, series: Mapping[str, str], unit: Unit) -> tuple[list[dict[str, Any]], list[int], int]:
    """The lines of text with their base lines, the top of each bar, and the height of it all."""
    words: list[dict[str, Any]] = []
    places = []
    y = 0
    for label, parts in rows:
        lines = textwrap.wrap(label, LABEL_LETTERS, max_lines=2, placeholder="…") or [""]
        for at, line in enumerate(lines):
            y += LINE
            last = at == len(lines) - 1
            words.append({"y": y - 5, "text": line, "total": unit.brief(_total(parts, series)) if last else ""})
        places.append(y)
        y += BAR + BETWEEN
    return words, places, y


def _down(field: str, height: int) -> dict[str, Any]:
    scale = {"domain": [0, height], "range": [0, height], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _bars(pieces: list[dict[str, Any]], series: Mapping[str, str], most: int, height: int) -> dict[str, Any]:
    legend = {"orient": "top", "title": None, "symbolType": "square", "symbolSize": 220, "symbolStrokeWidth": 0}
    legend |= {
        "labelFontSize": 14,
        "labelColor": palette.INK,
        "labelLimit": 400,
        "columns": 2,
        "rowPadding": 6,
        "offset": 10,
    }
    return {
        "data": {"values": pieces},
        "mark": {"type": "rect"},
        "encoding": {
            "x": {"field": "from", "type": "quantitative", "axis": None, "scale": {"domain": [0, most], "nice": False}},
            "x2": {"field": "to"},
            "y": _down("top", height),
            "y2": {"field": "bottom"},
            "color": {
                "field": "part",
                "scale": {"domain": list(series.values()), "range": list(palette.SERIES[: len(series)])},
                "legend": legend if len(series) > 1 else None,
            },
        },
    }


def _text(words: list[dict[str, Any]], align: str, across: dict[str, Any], height: int) -> dict[str, Any]:
    left = align == "left"
    return {
        "data": {"values": words},
        "mark": {"type": "text", "align": align, "baseline": "alphabetic", "fontWeight": 400 if left else 600},
        "encoding": {"text": {"field": "text" if left else "total"}, "y": _down("y", height), **across},
    }


def _amounts(
    pieces: list[dict[str, Any]], series: Mapping[str, str], unit: Unit, most: int, height: int
) -> list[dict[str, Any]]:
    """The amount inside each part wide enough for it; a bar of one part has its amount above."""
    values = [
        piece | {"amount": text, "middle": (piece["from"] + piece["to"]) / 2, "y": piece["top"] + BAR / 2 + 1}
        for piece in (pieces if len(series) > 1 else [])
        if (text := unit.brief(piece["to"] - piece["from"]))
        and (piece["to"] - piece["from"]) / most * WIDTH > len(text) * LETTER + 10
    ]
    across = {"x": {"field": "middle", "type": "quantitative"}, "y": _down("y", height), "text": {"field": "amount"}}
    layers = []
    for part, ground in zip(series.values(), palette.GROUNDS, strict=False):
        of_part = {"data": {"values": [each for each in values if each["part"] == part]}, "encoding": across}
        mark = {"type": "text", "baseline": "middle", "fontSize": 13, "fontWeight": 600}
        # a band in the part's own colour first, so that a pattern does not run through the figure
        layers.append(of_part | {"mark": mark | {"color": ground, "stroke": ground, "strokeWidth": 5}})
        layers.append(of_part | {"mark": mark | {"color": palette.ink_on(ground)}})
    return layers


def _segments(rows: Rows, series: Mapping[str, str], places: Sequence[int]) -> list[dict[str, Any]]:
    pieces = []
    for top, (_label, parts) in zip(places, rows, strict=True):
        start = 0
        for key, name in series.items():
            if amount := parts.get(key, 0):
                piece = {"from": start, "to": start + amount, "top": top, "bottom": top + BAR, "part": name}
                pieces.append(piece)
                start += amount
    return pieces
