"""Workbooks made and read in one go."""

import pytest

from khuyencong.planning.workbook.reader import read_plan
from tests.planning.workbook.books import ACTIVITIES, book


@pytest.fixture
def read(tmp_path):
    """Writes a workbook of the given lines and reads it."""

    def made(*lines, **how):
        return read_plan(book(tmp_path / "ke-hoach.xlsx", *lines, **how), ACTIVITIES)

    return made
