"""What every drawing on a page must be."""

import re

from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"


def shapes(svg):
    """The drawing as a tree; fails when it is not well formed."""
    return fromstring(str(svg))


def words(svg):
    """Everything written on the drawing."""
    return [each.text for each in shapes(svg).iter(f"{SVG}text")]


def titles(svg):
    """What the reader aloud and the pointer are told."""
    return [each.text for each in shapes(svg).iter(f"{SVG}title")]


def fit_for_the_page(svg):
    """No script, no inline style, nothing from elsewhere: the site's policy forbids them."""
    for element in shapes(svg).iter():
        assert element.tag.removeprefix(SVG) not in {"script", "style", "image", "use", "a", "foreignObject"}
        assert not {name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name}
        assert all("url(" not in value or value.startswith("url(#") for value in element.attrib.values())
    assert re.findall(r"https?://[^\"]+", str(svg)) == ["http://www.w3.org/2000/svg"]
    return True
