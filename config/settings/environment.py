"""Reading the environment, with plain words when something is missing or wrong."""

import os

from django.core.exceptions import ImproperlyConfigured


def required(name: str, meaning: str) -> str:
    """
    The value of a variable which the site cannot do without.

    :raises ImproperlyConfigured: it is not set or empty; the message says what it is for.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Thiếu biến môi trường {name}: {meaning}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """
    A whole number, not negative.

    :raises ImproperlyConfigured: what is there is something else.
    """
    value = os.environ.get(name, str(default)).strip()
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"Biến môi trường {name} phải là số nguyên không âm, không phải «{value}».")
    return int(value)


def yes(name: str, default: bool) -> bool:
    """
    Yes or no, written 1 or 0.

    :raises ImproperlyConfigured: what is there is something else.
    """
    value = os.environ.get(name, "1" if default else "0").strip()
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"Biến môi trường {name} phải là 1 (có) hoặc 0 (không), không phải «{value}».")
    return value == "1"
