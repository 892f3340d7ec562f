"""The command itself: what it offers, in which words, and how it ends."""

import json
import os
import pkgutil
import string
import subprocess
import sys

import pytest
from django.db import OperationalError

from khuyencong.cli import commands
from khuyencong.cli import main as module
from khuyencong.core.postgres.errors import SENTENCES, PostgresUnavailable
from khuyencong.core.refusals import UnusableInput

NAMES = sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(commands.__path__))


def test_help_is_in_vietnamese_and_names_every_command(khuyencong):
    said = khuyencong("--help")

    assert said.code == 0
    assert all(name in said.out for name in NAMES)
    assert "cách dùng: khuyencong" in said.out
    assert "Mã thoát: 0 không có lỗi chặn; 1 có lỗi chặn; 2 dữ liệu vào không dùng được." in said.out
    assert not [word for word in ("usage", "options", "show this help", "positional") if word in said.out]


@pytest.mark.parametrize("name", NAMES)
def test_each_command_explains_itself_in_vietnamese(name, khuyencong):
    said = khuyencong(name, "--help")

    assert said.code == 0
    assert "in trợ giúp này rồi thôi" in said.out
    assert not [word for word in ("usage:", "options:", "positional arguments") if word in said.out]


@pytest.mark.parametrize("words", [(), ("không-có",), ("check-plan",), ("check-plan", "a.xlsx", "--nhanh")])
def test_words_that_mean_nothing_end_with_2_and_say_so_in_vietnamese(words, khuyencong):
    said = khuyencong(*words)

    assert said.code == 2
    assert "lỗi:" in said.err


@pytest.fixture
def failing(monkeypatch):
    """Has the preparation of any command fail with the error."""

    def fail_with(error):
        def broken(command):
            raise error

        monkeypatch.setattr(module, "_prepare", broken)

    return fail_with


def test_an_embedded_server_that_cannot_start_is_told_in_plain_words(failing, khuyencong):
    failing(any_trouble())

    said = khuyencong("template", "plan", "-o", "a.xlsx")

    assert said.code == 2
    assert "Không làm được:" in said.err
    assert "khuyencong doctor" in said.err
    assert "Traceback" not in said.err


def any_trouble():
    """One of the troubles the server can have, whatever facts its sentence wants."""
    code, sentences = next(iter(SENTENCES.items()))
    names = {name for sentence in sentences for _, name, _, _ in string.Formatter().parse(sentence) if name}
    return PostgresUnavailable(code, **dict.fromkeys(names, "x"))


def test_a_server_that_does_not_answer_is_told_in_plain_words(failing, khuyencong):
    failing(OperationalError("connection refused"))

    said = khuyencong("template", "plan", "-o", "a.xlsx")

    assert said.code == 2
    assert "Không nối được với cơ sở dữ liệu" in said.err


def test_a_refusal_is_json_where_json_was_asked_for(failing, khuyencong):
    failing(UnusableInput("Không đọc được.", remedy="Lưu lại rồi thử."))

    said = khuyencong("check-plan", "a.xlsx", "--json")

    assert (said.code, json.loads(said.out)) == (2, {"error": "Không đọc được.", "remedy": "Lưu lại rồi thử."})


def test_a_bug_is_not_hidden(failing, khuyencong):
    failing(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        khuyencong("template", "plan", "-o", "a.xlsx")


def in_its_own_process(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "khuyencong", *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_module_is_the_same_command():
    done = in_its_own_process("--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert "check-plan" in done.stdout


def test_with_an_address_where_no_server_is_it_ends_with_2_and_a_remedy(tmp_path):
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"

    done = in_its_own_process("template", "plan", "-o", str(tmp_path / "a.xlsx"), DATABASE_URL=nowhere)

    assert done.returncode == 2
    assert "Không nối được với cơ sở dữ liệu" in done.stderr
    assert "Traceback" not in done.stderr
