"""Rows of a list that are not projects: headings of a part, totals, the template's example."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from khuyencong.core.text import tidy
from khuyencong.planning.workbook.columns import MONEY_FIELDS, choice_words, label_key
from khuyencong.planning.workbook.example import is_example
from khuyencong.policy.case import Level

_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong|cong|tong kinh phi|luy ke)"
    r"(?: (?:muc|phan|nhom|chung|de an|kinh phi|so|cac|cap|toan|tinh|ke hoach|khuyen cong|quoc gia|dia phuong))*"
    r"(?: (?:[ivx]+|[a-h]|\d+))*"
)
_BEGINS_A_TOTAL = re.compile(r"(?:tong cong|cong tong|tong so|tong kinh phi|(?:tong )?cong (?:nam|\d+))\b")
"""Whatever follows: «Tổng cộng: 01 đề án», «Tổng kinh phí hỗ trợ». Only in a row without a number of its own."""
_IN_WORDS = re.compile(r"(?:tong |so tien |viet |ghi )*bang chu\b")
_ROMAN = re.compile(r"[IVX]{1,5}")
_LETTER = re.compile(r"[A-HĐ]")
_SAYS_MORE = ("kind", "activity", "beneficiary", "tax_code", "beneficiary_kind", "starts_on", "ends_on")


def row_role(raw: Mapping[str, str], *, continues: bool = False) -> str:
    """``blank``, ``example``, ``total``, ``footer``, ``section``, ``heading`` (a section by looks only) or ``line``."""
    if not any(raw.values()):
        return "blank"
    mark, name = raw.get("order_number", "").strip(), raw.get("name", "").strip()
    if is_example(raw):
        return "example"
    if any(raw.get(each) for each in _SAYS_MORE):
        return "line"
    said = label_key(name or mark or next((text for text in raw.values() if text), ""))
    if _TOTAL.fullmatch(said) or (not mark.isdecimal() and _BEGINS_A_TOTAL.match(said)):
        return "total"
    if not mark.isdecimal() and _IN_WORDS.match(said):
        return "footer"
    if _style(mark):
        return "section"
    alone = bool(name or mark) and sum(bool(text) for text in raw.values()) == 1
    return "heading" if alone and not mark.isdecimal() and not continues else "line"


@dataclass
class Sections:
    """The parts of the list one stands in while going down it; an inner part keeps the level of the outer."""

    _open: list[tuple[str, str, Level | None]] = field(default_factory=list)

    def enter(self, raw: Mapping[str, str]) -> None:
        """A heading row: closes the parts of its own rank and below."""
        mark, name = raw.get("order_number", "").strip(), raw.get("name", "").strip()
        style = _style(mark) or "plain"
        styles = [opened for opened, _, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        text = tidy(name or mark)
        self._open.append((style, text, _level_in(text)))

    @property
    def title(self) -> str:
        """Heading of the innermost part."""
        return self._open[-1][1] if self._open else ""

    @property
    def level(self) -> Level | None:
        """Level that the nearest heading names."""
        return next((level for _, _, level in reversed(self._open) if level), None)


def money_said(raw: Mapping[str, str]) -> dict[str, str]:
    """The money cells of a row that hold something."""
    return {name: raw[name] for name in MONEY_FIELDS if raw.get(name)}


def _style(mark: str) -> str:
    mark = mark.rstrip(".) ").strip()
    if _ROMAN.fullmatch(mark):
        return "roman"
    return "letter" if _LETTER.fullmatch(mark) else ""


def _level_in(text: str) -> Level | None:
    said = label_key(text)
    national, local = "quoc gia" in said, "dia phuong" in said
    if national != local:
        return Level.NATIONAL if national else Level.LOCAL
    found = choice_words("level").get(said)
    return found if isinstance(found, Level) else None
