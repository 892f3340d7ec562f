"""What the tile map and the boundary map share: checking, table, sentence, legend."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khuyencong.web.pictures import palette
from khuyencong.web.pictures.drawing import add
from khuyencong.web.pictures.provinces import NAMES, Archipelago
from khuyencong.web.pictures.scales import Scale

SWATCH = 18
STEP = 24

Values = Mapping[str, int | None]


def known(values: Values) -> dict[str, int]:
    """
    The figures that are there.

    :raises ValueError: a code that is on no map of 34 provinces (perhaps of an older one).
    """
    if strange := sorted(set(values) - set(NAMES)):
        raise ValueError(f"Not a province on the map of 1 July 2025: {', '.join(strange)}.")
    return {code: value for code, value in values.items() if value is not None}


def no_figures() -> str:
    """What stands where a figure is missing."""
    return _("no figures yet")


def spoken(code: str, figures: Mapping[str, int], scale: Scale) -> str:
    """The province, its figure and unit in words, for the reader aloud and the pointer."""
    if code not in figures:
        return _("%(place)s: no figures yet") % {"place": NAMES[code]}
    words = {"place": NAMES[code], "figure": scale.exact(figures[code])}
    if scale.unit is None:
        return _("%(place)s: %(figure)s") % words
    return _("%(place)s: %(figure)s %(unit)s") % (words | {"unit": scale.title})


def belongs(islands: Archipelago) -> str:
    """The archipelago and the province it belongs to, in words."""
    return _("%(islands)s archipelago, which belongs to %(province)s") % {
        "islands": islands.name,
        "province": islands.province,
    }


def table(figures: Mapping[str, int], scale: Scale) -> tuple[tuple[str, ...], ...]:
    """All 34 provinces, the greatest figure first, those without figures last."""
    order = sorted(NAMES, key=lambda code: (code not in figures, -figures.get(code, 0)))
    return tuple((NAMES[code], scale.exact(figures[code]) if code in figures else no_figures()) for code in order)


def sentence(title: str, figures: Mapping[str, int], scale: Scale) -> str:
    """One sentence that says what the map shows."""
    missing = len(NAMES) - len(figures)
    if not figures:
        return _("%(title)s No figures yet.") % {"title": title}
    if scale.unit is None:
        parts = [f"{label}: {list(figures.values()).count(start)}" for start, label in _kinds(scale)]
        words = _("%(title)s By province: %(parts)s.") % {"title": title, "parts": ", ".join(parts)}
    else:
        most, least = max(figures, key=figures.__getitem__), min(figures, key=figures.__getitem__)
        words = _("%(title)s Most: %(most)s. Least: %(least)s.") % {
            "title": title,
            "most": spoken(most, figures, scale),
            "least": spoken(least, figures, scale),
        }
    if not missing:
        return words
    without = ngettext("%(count)s province has no figures.", "%(count)s provinces have no figures.", missing)
    return f"{words} {without % {'count': missing}}"


def draw_legend(svg: Element, scale: Scale, *, x: float, y: float, missing: str, figures: Mapping[str, int]) -> None:
    """The classes from light to dark, and the hatching where a province has no figure."""
    add(svg, "text", scale.title, x=x, y=y, font_size=13, font_weight=600, fill=palette.INK)
    entries = scale.legend()
    if len(figures) < len(NAMES):
        entries.append((missing, no_figures()))
    for at, (fill, words) in enumerate(entries):
        top = y + 10 + at * STEP
        add(svg, "rect", x=x, y=top, width=SWATCH, height=SWATCH, rx=2, fill=fill, stroke=palette.LINE)
        add(svg, "text", words, x=x + SWATCH + 7, y=top + 14, font_size=13, fill=palette.INK)


def _kinds(scale: Scale) -> list[tuple[int, str]]:
    return list(zip(scale.starts, scale.labels, strict=True))
