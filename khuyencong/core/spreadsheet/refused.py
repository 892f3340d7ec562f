"""Why a file is not taken in: a code with facts, and its sentences in Vietnamese and English."""

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import yaml


class Said(NamedTuple):
    """The refusal in words: what is wrong, what to do."""

    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.reason} {self.remedy}".strip()


class Refused(Exception):
    """A spreadsheet that is not read. ``code`` names the sentences of the catalogue; ``facts`` are plain values."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts: Mapping[str, Any] = facts
        super().__init__(f"{code} {facts}")

    def said(self, language: str = "vi") -> Said:
        """The reason and the remedy in the language."""
        words = catalogue()[self.code][language]
        facts = {name: _short(str(value)) for name, value in self.facts.items()}
        return Said(words["reason"].format_map(facts), words["remedy"].format_map(facts))

    def to_json(self) -> dict[str, Any]:
        """Plain values, for keeping or sending."""
        return {"code": self.code, "facts": dict(self.facts)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Refused":
        """The refusal that was kept."""
        return cls(kept["code"], **kept["facts"])


@functools.cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """Every code with its sentences in each language."""
    return yaml.safe_load(files(__package__).joinpath("refusals.yaml").read_text(encoding="utf-8"))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"
