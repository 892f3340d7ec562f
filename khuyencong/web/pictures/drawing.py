"""SVG as a tree, so that names are always escaped and the result is always well formed."""

import hashlib
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.safestring import SafeString

from khuyencong.web.pictures import palette

FONT = "'Be Vietnam Pro', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"

Attribute = str | int | float


def sheet(width: float, height: float, *, shown_at: float) -> Element:
    """An empty drawing of that size, shown at most ``shown_at`` pixels wide; it shrinks with its card."""
    return Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": number(shown_at),
            "height": number(height * shown_at / width),
            "font-family": FONT,
        },
    )


def add(parent: Element, tag: str, text: str = "", **attributes: Attribute) -> Element:
    """A new child; ``stroke_width=1`` becomes ``stroke-width="1"``."""
    values = {name.replace("_", "-"): _attribute(value) for name, value in attributes.items()}
    child = SubElement(parent, tag, values)
    child.text = text or None
    return child


def number(value: float) -> str:
    """One decimal is finer than any screen shows."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def add_patterns(svg: Element) -> dict[str, str]:
    """Define the patterns; returns the fill to use for each by name. Their ids differ from drawing to drawing."""
    mark = "p" + hashlib.sha256(tostring(svg)).hexdigest()[:10]
    defs = Element("defs")
    svg.insert(0, defs)
    _pattern(defs, f"{mark}-hatch", "#f5c05b", "M-1,1l2,-2M0,7l7,-7M6,8l2,-2", "#b47a12")
    _pattern(defs, f"{mark}-dots", "#e4eaf1", "M1,1h1.6v1.6h-1.6zM4.5,4.5h1.6v1.6h-1.6z", "#7a8899")
    _pattern(defs, f"{mark}-lines", "#556a80", "M0,3.5h7", "#dfe6ee")
    _pattern(defs, f"{mark}-missing", palette.NO_FIGURE, "M-1,1l2,-2M0,7l7,-7M6,8l2,-2", "#a9b4c0")
    return {name: f"url(#{mark}-{name})" for name in ("hatch", "dots", "lines", "missing")}


def finished(svg: Element) -> SafeString:
    """The drawing as text that a page may show."""
    return SafeString(tostring(svg, encoding="unicode"))


def _pattern(defs: Element, name: str, ground: str, marks: str, colour: str) -> None:
    pattern = add(defs, "pattern", id=name, width=7, height=7, patternUnits="userSpaceOnUse")
    add(pattern, "rect", width=7, height=7, fill=ground)
    add(pattern, "path", d=marks, stroke=colour, stroke_width=1, fill="none")


def _attribute(value: Attribute) -> str:
    return value if isinstance(value, str) else number(value)
