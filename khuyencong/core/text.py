"""Vietnamese text: folding for search, keys for sorting, numbers for reading."""

import functools
import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[0-9a-z]+")

# the dictionary's order: letters first, then tones (ngang huyền hỏi ngã sắc nặng)
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306": "breve", "\u0302": "circumflex", "\u031b": "horn"}
_SHAPED = {
    ("a", "breve"): "ă",
    ("a", "circumflex"): "â",
    ("e", "circumflex"): "ê",
    ("o", "circumflex"): "ô",
    ("o", "horn"): "ơ",
    ("u", "horn"): "ư",
}
_RANK = {letter: chr(ord("A") + index) for index, letter in enumerate(_LETTERS)}


def tidy(text: str) -> str:
    """The text composed (NFC), with single spaces and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """The text without marks and capitals, đ as d: «Hoà», «hòa» and «hoa» are the same."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return bare.replace("đ", "d").replace("Đ", "d").lower()


def words(text: str) -> list[str]:
    """The folded words of a query or a name."""
    return _WORD.findall(fold(text))


@functools.lru_cache(maxsize=65536)
def sort_key(text: str) -> str:
    """A plain string that sorts as a Vietnamese dictionary does, whatever the server's collation."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        base, shape, tone = _taken_apart(char)
        letter = _SHAPED.get((base, shape), base)
        letters.append(_RANK.get(letter, letter if letter < "A" else "~" + letter))
        tones.append(str(tone))
    return "".join(letters) + "!" + "".join(tones)


def _taken_apart(char: str) -> tuple[str, str, int]:
    if char == "đ":
        return "đ", "", 0
    base, shape, tone = "", "", 0
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        elif part in _SHAPES:
            shape = _SHAPES[part]
        else:
            base += part
    return base, shape, tone


def grouped(number: int, language: str = "vi") -> str:
    """A whole number with its thousands apart: 1.234.567 in Vietnamese, 1,234,567 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "vi" else text
