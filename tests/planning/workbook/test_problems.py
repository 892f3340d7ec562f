"""Every problem has a reason and a remedy in both languages, and none is left over."""

import re
from pathlib import Path

import pytest

import khuyencong.planning.workbook as workbook
from khuyencong.planning.workbook.problems import Problem, catalogue, sentence

FACTS = dict.fromkeys(
    [
        "first",
        "second",
        "dong",
        "other",
        "first_year",
        "last_year",
        "suggestion",
        "heading",
        "taken",
        "length",
        "limit",
        "cells",
        "stated",
        "summed",
    ],
    1,
) | {"allowed": ["Thường", "Nhóm"]}
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in Path(workbook.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("code", catalogue())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_problem_says_why_and_what_to_do(code, language):
    said = sentence(Problem("Danh mục", "K14", 14, "total", "x", code, facts=FACTS), language)

    assert said.reason
    assert said.remedy
    assert "{" not in str(said)


def test_the_catalogue_has_exactly_the_codes_that_are_used():
    used = {code for code in re.findall(r'"([a-z_]+)"', SOURCES) if code in catalogue()}

    assert used == set(catalogue())


def test_numbers_are_written_the_way_of_the_language():
    problem = Problem("S", "M2", 2, "total", "1.234", "ambiguous_number", facts={"first": 1234000, "second": 5})

    assert "1.234.000 đồng" in sentence(problem).reason
    assert "1,234,000 đồng" in sentence(problem, "en").reason
