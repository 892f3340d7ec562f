"""The glossary is complete: every model and every state has a line, each tied to one Vietnamese term."""

import re
from pathlib import Path

from django.apps import apps
from django.db.models import TextChoices

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
LINE = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|", re.M)


def words():
    return {code: vietnamese.strip() for code, vietnamese, _ in LINE.findall(GLOSSARY.read_text(encoding="utf-8"))}


def test_every_model_has_a_line():
    models = {m.__name__ for m in apps.get_models() if m.__module__.startswith("khuyencong.")}

    assert sorted(models - set(words())) == []


def test_every_state_has_a_line():
    def all_of(kind):
        return {kind, *(deeper for sub in kind.__subclasses__() for deeper in all_of(sub))}

    states = {
        f"{kind.__qualname__}.{member.name}"
        for kind in all_of(TextChoices)
        if kind.__module__.startswith("khuyencong.") and kind.__name__.endswith("State")
        for member in kind
    }

    assert sorted(states - set(words())) == []


def test_one_word_has_one_meaning():
    lines = LINE.findall(GLOSSARY.read_text(encoding="utf-8"))
    codes = [code for code, _, _ in lines if code != "Code"]

    assert sorted({code for code in codes if codes.count(code) > 1}) == []
