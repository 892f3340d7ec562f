"""Every English phrase of the pictures has its Vietnamese one."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from khuyencong.web import pictures

FOLDER = Path(pictures.__file__).parent


def test_every_phrase_is_translated_and_no_translation_is_left_over():
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    phrases = set(re.findall(r'\b_\(\s*"([^"]+)"', code)) | set(re.findall(r'ngettext\("([^"]+)"', code))
    with (FOLDER / "locale/vi/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = {each.id[0] if each.pluralizable else each.id: each for each in read_po(file) if each.id}

    assert phrases == set(catalogue)
    assert all(each.string for each in catalogue.values())
