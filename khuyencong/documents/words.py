"""Amounts and dates as an official writes them out in Vietnamese."""

import datetime

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("triệu", "nghìn", "")
_LIMIT = 10**18


def amount_in_words(number: int) -> str:
    """
    A whole number in words: 1005 is «một nghìn không trăm linh năm».

    :raises TypeError: not a whole number.
    :raises ValueError: 10^18 or more, which no budget holds.
    """
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"A whole number is wanted, not {number!r}.")
    if abs(number) >= _LIMIT:
        raise ValueError(f"Beyond what can be written out: {number}.")
    if number < 0:
        return f"âm {amount_in_words(-number)}"
    return " ".join(_spoken(number)) or _DIGITS[0]


def dong_in_words(amount: int) -> str:
    """An amount in đồng as it stands after «Bằng chữ»: «Một triệu đồng»."""
    return sentence(f"{amount_in_words(amount)} đồng")


def date_in_words(day: datetime.date) -> str:
    """«ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu»."""
    month = "tư" if day.month == 4 else amount_in_words(day.month)
    return f"ngày {amount_in_words(day.day)} tháng {month} năm {amount_in_words(day.year)}"


def date_line(day: datetime.date) -> str:
    """«ngày 05 tháng 02 năm 2026»: days under 10 and months 1 and 2 get a nought, later months none."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def sentence(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def _spoken(number: int) -> list[str]:
    """Everything above nine digits is counted in «tỷ», which may itself be thousands or millions."""
    billions, rest = divmod(number, 10**9)
    said = [*_spoken(billions), "tỷ"] if billions else []
    for group, scale in zip((rest // 10**6, rest // 1000 % 1000, rest % 1000), _SCALES, strict=True):
        if group:
            said += _group(group, follows=bool(said))
            said += [scale] if scale else []
    return said


def _group(group: int, *, follows: bool) -> list[str]:
    """Three digits; after a higher group the missing hundreds are said."""
    hundreds, rest = divmod(group, 100)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or follows else []
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return said + ([*(["linh"] if said else []), _DIGITS[ones]] if ones else [])
    said += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return said + ([_ones(ones, tens)] if ones else [])


def _ones(ones: int, tens: int) -> str:
    """After tens: mốt, tư, lăm; but mười một, mười bốn."""
    if ones == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones])
    return _DIGITS[ones]
