"""A log says what happened to which request, and nothing about people."""

import json
import logging

import pytest

from khuyencong.core import logs


def written(message, *values, error=None, formatter=None):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("khuyencong.test", logging.ERROR, __file__, 1, message, values, info)
    logs.WithRequestId().filter(record)
    return (formatter or logs.JsonFormatter()).format(record)


def test_a_line_is_json_and_names_its_request():
    token = logs.request_id.set("abc123")
    try:
        line = json.loads(written("Đã nhận %s", "kế hoạch"))
    finally:
        logs.request_id.reset(token)

    assert line["message"] == "Đã nhận kế hoạch"
    assert line["request_id"] == "abc123"
    assert line["time"].endswith("+00:00")


CANARIES = [
    "mai.tran@example.vn",
    "0912 345 678",
    "0912345678",
    "001085012345",
    "0100109106-001",
    "hunter2-canary",
]
TEXTS = [
    "sign-in of mai.tran@example.vn",
    "call 0912 345 678 or 0912345678",
    "identity number 001085012345, tax code 0100109106-001",
    "password=hunter2-canary",
    "{'password': 'hunter2-canary'}",
    "postgresql://khuyencong:hunter2-canary@127.0.0.1/khuyencong",
    "GET /search/?q=hunter2-canary",
    "duplicate key value violates unique constraint\nDETAIL:  Key (note)=(hunter2-canary) already exists.",
]


@pytest.mark.parametrize("formatter", [logs.JsonFormatter(), logs.PlainFormatter()], ids=["json", "plain"])
@pytest.mark.parametrize("text", TEXTS)
def test_no_person_and_no_secret_stands_in_a_line(text, formatter):
    line = written(text, formatter=formatter)

    assert [canary for canary in CANARIES if canary in line] == []


@pytest.mark.parametrize("text", TEXTS)
def test_nor_in_the_words_of_an_error(text):
    try:
        raise ValueError(text)
    except ValueError as error:
        line = written("It failed", error=error)

    assert [canary for canary in CANARIES if canary in line] == []
    assert json.loads(line)["error"]["type"] == "ValueError"


def test_where_it_failed_is_told_without_the_path_of_the_machine():
    try:
        raise RuntimeError("x")
    except RuntimeError as error:
        where = json.loads(written("It failed", error=error))["error"]["where"]

    assert where[-1].startswith("test_logs.py:")
    assert "/" not in where[-1]


def test_a_document_number_and_an_amount_stay_readable():
    assert logs.masked("Quyết định 12/2026/QĐ-UBND, 300.000.000 đồng? Không.") == (
        "Quyết định 12/2026/QĐ-UBND, 300.000.000 đồng? Không."
    )
