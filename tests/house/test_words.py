"""Screens are Vietnamese first and complete: every string has its Vietnamese, with the same placeholders."""

import io
import re
import string
from pathlib import Path

from babel.messages import extract, pofile
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2] / "khuyencong"
KEYWORDS = {
    name: spec
    for names, spec in (
        (("gettext", "gettext_lazy", "gettext_noop", "_"), None),
        (("ngettext", "ngettext_lazy"), (1, 2)),
        (("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    )
    for name in names
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?:n?p?gettext|\b_)\({STRING}(?:, ?{STRING})*(?:, ?\w+)?\)")
PERCENT = re.compile(r"%\((\w+)\)[sd]")


def used():
    """(file, line, msgid) of every string a screen shows."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            source = io.BytesIO(path.read_bytes())
            for line, message, _, _ in extract.extract("python", source, keywords=KEYWORDS):
                yield from found(path, line, message)
    for path in sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]):
        # what stands between the tags is no Python: each call is read by itself
        for line, text in enumerate(templatize(path.read_text(encoding="utf-8")).splitlines(), start=1):
            for call in CALL.findall(text):
                for _, message, _, _ in extract.extract("python", io.BytesIO(call.encode()), keywords=KEYWORDS):
                    yield from found(path, line, message)


def found(path, line, message):
    for msgid in message if isinstance(message, tuple) else (message,):
        if msgid:
            yield path.relative_to(PACKAGE), line, msgid


def catalogue():
    words = {}
    for path in PACKAGE.glob("**/locale/vi/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in pofile.read_po(file, locale="vi"):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                said = message.string[0] if isinstance(message.string, tuple) else message.string
                for msgid in ids:
                    if msgid:
                        words.setdefault(msgid, []).append((path, said, message.fuzzy))
    return words


def test_every_string_has_its_vietnamese():
    words = catalogue()

    missing = sorted({f"{path}:{line} «{msgid}»" for path, line, msgid in used() if not words.get(msgid)})

    assert missing == []


def test_no_translation_is_empty_or_fuzzy():
    wrong = [
        f"{path.relative_to(PACKAGE)} «{msgid}»"
        for msgid, entries in catalogue().items()
        for path, said, fuzzy in entries
        if fuzzy or not said
    ]

    assert wrong == []


def test_a_translation_has_the_same_placeholders():
    def holes(text):
        braces = {name for _, name, _, _ in string.Formatter().parse(text) if name} if "{" in text else set()
        return set(PERCENT.findall(text)) | braces

    wrong = [
        f"{path.relative_to(PACKAGE)} «{msgid}» → «{said}»"
        for msgid, entries in catalogue().items()
        for path, said, _ in entries
        if holes(msgid) != holes(said)
    ]

    assert wrong == []


def test_one_string_has_one_vietnamese():
    double = {
        msgid: sorted({said for _, said, _ in entries})
        for msgid, entries in catalogue().items()
        if len({said for _, said, _ in entries}) > 1
    }

    assert double == {}
