"""A reading in a process of its own can be stopped, and harms nobody else."""

import io
import logging

import pytest

from khuyencong.core.spreadsheet import Refused, isolated
from tests.core.spreadsheet import reading
from tests.core.spreadsheet.packages import xlsx


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ke-hoach.xlsx"
    path.write_bytes(xlsx())
    return path


def test_it_returns_what_the_function_returns(path):
    assert isolated(reading.names, path, arguments={"ending": "!"}) == ["S!"]


def test_an_open_file_will_do():
    assert isolated(reading.names, io.BytesIO(xlsx())) == ["S"]


def test_an_open_file_over_the_limit_is_not_even_copied():
    with pytest.raises(Refused) as refusal:
        isolated(reading.names, io.BytesIO(b"x" * 100), size_limit=99)

    assert refusal.value.code == "too_big"


def test_the_guard_looks_first(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")

    with pytest.raises(Refused) as refusal:
        isolated(reading.names, tmp_path / "a.xlsx")

    assert refusal.value.code == "not_a_spreadsheet"
    assert "PDF" in refusal.value.said("vi").reason


def test_a_reading_without_end_is_stopped(path):
    with pytest.raises(Refused) as refusal:
        isolated(reading.endless, path, seconds=1)

    assert refusal.value.code == "too_slow"


def test_a_reading_that_eats_memory_is_stopped(path):
    with pytest.raises(Refused) as refusal:
        isolated(reading.greedy, path, memory_mb=256)

    assert refusal.value.code == "too_much_memory"


def test_a_fault_of_ours_is_a_refusal_for_the_person_and_a_trace_in_the_log(path, caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(Refused) as refusal:
        isolated(reading.broken, path)

    assert refusal.value.code == "unreadable"
    assert "a fault of ours" in caplog.text


def test_the_child_writes_no_file(path, caplog):
    with pytest.raises(Refused):
        isolated(reading.writing, path)

    written = path.with_name(path.name + ".more")
    assert not written.exists() or written.stat().st_size == 0


def test_the_child_gets_no_setting_and_no_secret(path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for children")

    assert "SECRET_KEY" not in isolated(reading.environment, path)


def test_the_child_does_without_django(path):
    assert isolated(reading.loaded, path) == []


def test_what_a_library_prints_does_not_spoil_the_answer(path):
    assert isolated(reading.chatty, path) == 7
