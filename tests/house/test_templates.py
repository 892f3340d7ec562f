"""Templates: none unused, none that does not parse, shared pieces say what they need."""

import re
from pathlib import Path

import pytest
from django.template import engines

WEB = Path(__file__).resolve().parents[2] / "khuyencong"
PAGES = sorted(WEB.rglob("templates/**/*.html"))
BY_DJANGO = ("403.html", "404.html", "500.html", "503.html", "components/field.html", "components/form.html")


def name_of(path):
    parts = path.parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("templates") + 1 :])


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_template_parses(path):
    engines["django"].get_template(name_of(path))


def test_no_template_is_unused():
    text = "\n".join(p.read_text(encoding="utf-8") for p in [*WEB.rglob("*.py"), *PAGES])

    unused = [
        name_of(path)
        for path in PAGES
        if name_of(path) not in BY_DJANGO
        and not re.search(rf"[\"']{re.escape(name_of(path))}[#{{\"']", text)
        and not name_of(path).startswith(("account/", "mfa/", "allauth/"))
    ]

    assert unused == []


@pytest.mark.parametrize("path", [path for path in PAGES if "components" in path.parts], ids=name_of)
def test_a_shared_piece_opens_with_what_it_needs(path):
    assert path.read_text(encoding="utf-8").lstrip().startswith("{% comment %}")
