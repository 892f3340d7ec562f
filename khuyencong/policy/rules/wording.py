"""Looking for known words in what a line says, with or without marks."""

import functools
import re
import unicodedata
from collections.abc import Iterable

from khuyencong.core.text import fold

_WORD = re.compile(r"[^\W_]+")
# hoá and hóa, thuỷ and thủy are one word: the tone is moved to the first vowel on both sides
_PLACEMENT = tuple(
    (late, early)
    for pair in [
        "oá óa",
        "oà òa",
        "oả ỏa",
        "oã õa",
        "oạ ọa",
        "oé óe",
        "oè òe",
        "oẻ ỏe",
        "oẽ õe",
        "oẹ ọe",
        "uý úy",
        "uỳ ùy",
        "uỷ ủy",
        "uỹ ũy",
        "uỵ ụy",
    ]
    for late, early in [pair.split()]
)


@functools.lru_cache(maxsize=8192)
def spoken(text: str) -> tuple[str, bool]:
    """The text as its words between single spaces, lower case, and whether it carries any Vietnamese mark."""
    plain = unicodedata.normalize("NFC", text).lower()
    for wrong, right in _PLACEMENT:
        plain = plain.replace(wrong, right)
    joined = f" {' '.join(_WORD.findall(plain))} "
    return joined, joined.isascii() is False


class Phrases:
    """
    A list of words to look for.

    A text with marks is searched with marks (máy is not may). A text without any is searched folded, and then only
    for phrases of two words or more, since a single folded word means too many things.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._marked = tuple((spoken(phrase)[0], phrase) for phrase in phrases)
        self._bare = tuple((fold(marked), phrase) for marked, phrase in self._marked if marked.strip().count(" "))

    def first_in(self, text: str) -> str:
        """The first of the phrases that the text contains, or an empty string."""
        if not text:
            return ""
        words, marked = spoken(text)
        for needle, phrase in self._marked if marked else self._bare:
            if needle in words:
                return phrase
        return ""
