"""Hostile spreadsheets are refused with a reason, quickly and without being parsed."""

import time

import pytest

from khuyencong.core.spreadsheet import Refused, inspect, isolated
from khuyencong.core.spreadsheet.refused import catalogue
from tests.core.spreadsheet.corpus import CORPUS, SOUND
from tests.core.spreadsheet.reading import first_cells


@pytest.mark.parametrize(
    ("code", "make"), [(code, make) for _, code, make in CORPUS], ids=[name for name, _, _ in CORPUS]
)
def test_it_is_refused_with_its_reason(tmp_path, code, make):
    path = tmp_path / "ke-hoach.xlsx"
    path.write_bytes(make())

    began = time.process_time()
    with pytest.raises(Refused) as refusal:
        inspect(path)

    assert refusal.value.code == code
    assert time.process_time() - began < 5


@pytest.mark.parametrize("make", [make for _, make in SOUND], ids=[name for name, _ in SOUND])
def test_it_is_let_pass_and_read(tmp_path, make):
    path = tmp_path / "ke-hoach.xlsx"
    path.write_bytes(make())

    assert inspect(path) in ("xlsx", "ods")
    assert isolated(first_cells, path)


def test_the_corpus_is_large_and_uses_every_reason_of_the_guard():
    told_elsewhere = {"too_slow", "too_much_memory", "unreadable"}

    assert len(CORPUS) >= 25
    assert {code for _, code, _ in CORPUS} == set(catalogue()) - told_elsewhere


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_refusal_has_a_reason_and_a_remedy(language):
    facts = dict.fromkeys(("megabytes", "limit", "kind", "count", "name", "rows", "columns", "seconds"), 1)

    for code in catalogue():
        said = Refused(code, **facts).said(language)
        assert said.reason, code
        assert said.remedy, code
