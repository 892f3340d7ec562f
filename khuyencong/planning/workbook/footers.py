"""What stands below the last line of a list: the amount in words, place and day, signatures, recipients."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from khuyencong.core.text import fold
from khuyencong.planning.workbook.columns import MONEY_FIELDS, choice_words, label_key

if TYPE_CHECKING:
    from khuyencong.planning.workbook.listing import Row

_NUMBERED = re.compile(r"\d+(?:[.,]\d+)*[.)]?")
_AMOUNT = re.compile(r"[-+(]?\s*\d")
_SIGNED = re.compile(
    r"(?:nguoi lap|lap bieu|ky ten|ky ghi ro|ghi ro ho ten|noi nhan|thu truong|giam doc|pho giam doc|chu tich|ke toan"
    r"|truong phong|lanh dao|xac nhan|dai dien|kt |tm |tl |nhu tren|luu vt|(?:.* )?ngay \S+ thang \S+ nam\b)"
)
_ONLY_TEXT = frozenset({"order_number", "name", "priority", "note"})


def below_the_list(rows: Sequence["Row"]) -> list["Row"]:
    """
    The rows that end the sheet without being lines of the list.

    Nothing with a number, an amount or a known kind is taken for one, nor anything above such a row. A row that names
    an activity, a beneficiary or a place is one only from the first signature on.
    """
    tail = list(takewhile(lambda row: not _is_of_the_list(row.raw), reversed(rows)))[::-1]
    signed = next((at for at, row in enumerate(tail) if _is_signature(row.raw)), len(tail))
    return [
        row
        for at, row in enumerate(tail)
        if row.role in ("line", "heading") and (at >= signed or _ONLY_TEXT.issuperset(row.raw))
    ]


def _is_of_the_list(raw: Mapping[str, str]) -> bool:
    return (
        _NUMBERED.fullmatch(raw.get("order_number", "").strip()) is not None
        or any(_AMOUNT.match(raw.get(name, "").strip()) for name in MONEY_FIELDS)
        or label_key(raw.get("kind", "")) in choice_words("kind")
    )


def _is_signature(raw: Mapping[str, str]) -> bool:
    return any(_SIGNED.match(label_key(fold(text))) for text in raw.values())
