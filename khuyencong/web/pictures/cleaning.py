"""What the drawing engine returns, made fit for a page that allows no script, no inline style and no outside link."""

import re
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.utils.safestring import SafeString

from khuyencong.web.pictures import palette
from khuyencong.web.pictures.drawing import FONT, add_patterns, finished, number

SHOWN_AT = 560

_SVG = "{http://www.w3.org/2000/svg}"
_TAGS = {"svg", "g", "path", "rect", "line", "text", "tspan", "circle", "title", "defs", "clipPath"}
_ATTRIBUTES = {
    "d", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "width", "height", "viewBox",
    "transform", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity", "text-anchor", "font-size", "font-weight",
    "font-style", "paint-order", "display", "clip-path", "id",
}  # fmt: skip
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")


def cleaned(svg: str) -> SafeString:
    """The drawing with nothing in it but shapes and words; the parts of bars get their patterns."""
    root = fromstring(svg)
    _only_shapes(root)
    _tidy(root)
    _no_empty_groups(root)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("font-family", FONT)
    _shown_wider(root)
    _with_patterns(root)
    return finished(root)


def _shown_wider(root: Element) -> None:
    """Drawn for a telephone, shown larger on a wide card; the style sheet shrinks it where there is no room."""
    width, height = (float(each) for each in root.get("viewBox", "").split()[2:])
    root.set("width", number(SHOWN_AT))
    root.set("height", number(height * SHOWN_AT / width))


def _only_shapes(parent: Element) -> None:
    for child in list(parent):
        child.tag = str(child.tag).removeprefix(_SVG)
        if child.tag not in _TAGS or child.get("display") == "none" or child.get("d") == "":
            parent.remove(child)
        else:
            _only_shapes(child)


def _tidy(element: Element) -> None:
    element.tag = str(element.tag).removeprefix(_SVG)
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _colon, value = declaration.partition(":")
        element.set(name.strip(), value.strip())
    for name, value in list(element.attrib.items()):
        if name not in _ATTRIBUTES or "url(" in value.replace("url(#", "") or _says_nothing(name, value):
            del element.attrib[name]
        else:
            element.set(name, _LONG_NUMBER.sub(lambda found: number(float(found[0])), value))
    for child in element:
        _tidy(child)


def _says_nothing(name: str, value: str) -> bool:
    return (name, value) in {("opacity", "1"), ("transform", "translate(0,0)"), ("display", "inline")}


def _no_empty_groups(parent: Element) -> None:
    for child in list(parent):
        _no_empty_groups(child)
        unseen = child.tag == "path" and "fill" not in child.attrib and "stroke" not in child.attrib
        if (child.tag == "g" and not len(child)) or unseen:
            parent.remove(child)


def _with_patterns(root: Element) -> None:
    used = [element for element in root.iter() if element.get("fill") in palette.PATTERNED]
    if used:
        fills = add_patterns(root)
        for element in used:
            element.set("fill", fills[palette.PATTERNED[element.get("fill", "")]])
