"""Reads Vietnamese number words back, written apart from the writer so that each proves the other."""

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def number_read(text: str) -> int:
    """The number that the words say."""
    words = text.split()
    if words[0] == "âm":
        return -number_read(" ".join(words[1:]))
    return _read(words)


def _read(words: list[str]) -> int:
    for word, size in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 1000), ("trăm", 100)):
        if word in words:
            at = len(words) - 1 - words[::-1].index(word)
            return _read(words[:at]) * size + _read(words[at + 1 :])
    if "mươi" in words:
        at = words.index("mươi")
        return _DIGITS[words[at - 1]] * 10 + _read(words[at + 1 :])
    if words[:1] == ["mười"]:
        return 10 + _read(words[1:])
    return sum(_DIGITS[word] for word in words if word != "linh")
