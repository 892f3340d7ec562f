"""How the site and its workers write their log: one line of JSON each in production, plain words elsewhere."""

import contextvars
import datetime
import json
import logging
import re
import traceback
from typing import Any

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")
"""The name of the request, or of the job, which is being worked on."""

HIDDEN = "…"
DOORS = r"(?i)\b(pass\w*|secret|token|code|key|cookie|session\w*|authorization)(['\"]?\s*[=:]\s*)\S+"
PRIVATE = (
    (re.compile(DOORS), r"\1\2…"),
    (re.compile(r"://[^/\s:@]+:[^@\s]+@"), "://…@"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), HIDDEN),
    (re.compile(r"(?<![\w.])(?:\+84|0)(?:[ .-]?\d){8,13}(?!\w)"), HIDDEN),
    (re.compile(r"(?<![\w.])\d{9,15}(?!\w)"), HIDDEN),
    (re.compile(r"(?m)^DETAIL: .*$"), "DETAIL: …"),
    (re.compile(r"\?[^\s\"']+"), "?…"),
)
"""What must not stand in a log: passwords, addresses of people, telephone, identity and tax numbers, queries."""


def masked(text: str) -> str:
    """The text without what tells about a person or opens a door."""
    for pattern, instead in PRIVATE:
        text = pattern.sub(instead, text)
    return text


class WithRequestId(logging.Filter):
    """Gives each record the name of the request or job it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class PlainFormatter(logging.Formatter):
    """For people at a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class JsonFormatter(logging.Formatter):
    """One line of JSON: time in UTC, level, logger, message, request id, and where it failed."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.datetime.fromtimestamp(record.created, tz=datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
            "request_id": getattr(record, "request_id", None) or request_id.get(),
        }
        if isinstance(status := getattr(record, "status_code", None), int):
            line["status"] = status
        if record.exc_info and record.exc_info[1]:
            line["error"] = _told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _told(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "type": type(error).__name__,
        "message": masked(str(error)),
        "where": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _short(path: str) -> str:
    for mark in ("/site-packages/", "/khuyencong/"):
        if mark in path:
            return mark.strip("/").replace("site-packages", "") + path.rpartition(mark)[2]
    return path.rpartition("/")[2]


def configured(*, as_json: bool, level: str = "INFO") -> dict[str, Any]:
    """A ``LOGGING`` setting: everything to standard error, where systemd or a container collects it."""
    formatter = JsonFormatter if as_json else PlainFormatter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": WithRequestId}},
        "formatters": {"line": {"()": formatter}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "khuyencong": {"level": level},
            "django": {"handlers": [], "level": level},
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
