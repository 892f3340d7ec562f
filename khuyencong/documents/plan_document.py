"""The consolidated annual plan as a Word paper, laid out after Decree 30/2020/NĐ-CP."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from khuyencong.core.text import grouped
from khuyencong.documents.plan_template import TEMPLATE
from khuyencong.documents.words import dong_in_words


@dataclass(frozen=True)
class PlanLine:
    """One proposal on the list; amounts in đồng. ``activity`` is the heading under which it stands."""

    code: str
    name: str
    activity: str
    beneficiary: str
    implementing_body: str
    place: str
    total_cost: int
    national: int = 0
    local: int = 0

    def __post_init__(self) -> None:
        if min(self.total_cost, self.national, self.local) < 0 or self.national + self.local > self.total_cost:
            raise ValueError(f"The amounts of {self.code} do not fit its total cost of {self.total_cost}.")

    @property
    def counterpart(self) -> int:
        """What is not paid by industrial promotion."""
        return self.total_cost - self.national - self.local


@dataclass(frozen=True)
class PlanDocument:
    """
    Everything that stands in the paper. ``day`` and ``number`` stay open until it is signed and registered.

    ``signing``: the lines above the signature, such as «KT. GIÁM ĐỐC», «PHÓ GIÁM ĐỐC».
    ``kept_by``: after «Lưu:», such as «VT, QLCN».
    """

    parent_body: str
    issuing_body: str
    symbol: str
    place: str
    year: int
    month: int
    plan_year: int
    abstract: str
    legal_bases: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    lines: tuple[PlanLine, ...]
    recipients: tuple[str, ...]
    kept_by: str
    signing: tuple[str, ...]
    number: int | None = None
    day: int | None = None
    type_name: str = "Kế hoạch"


def written(document: PlanDocument, *, template: Path = TEMPLATE) -> bytes:
    """
    The plan as a .docx file, from the template shipped or one an official has edited.

    :raises jinja2.UndefinedError: the template asks for something that a plan does not hold.
    """
    paper = DocxTemplate(template)
    paper.render(values(document), jinja_env=Environment(autoescape=True, undefined=StrictUndefined))
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def values(document: PlanDocument) -> dict[str, Any]:
    """What the template is filled with, written as it stands on paper."""
    activities = dict.fromkeys(line.activity for line in document.lines)
    groups = [[line for line in document.lines if line.activity == activity] for activity in activities]
    support = sum(line.national + line.local for line in document.lines)
    return {
        "parent_body": document.parent_body.upper(),
        "issuing_body": document.issuing_body.upper(),
        "issuing_body_in_text": document.issuing_body,
        "number": _number(document.number),
        "symbol": document.symbol,
        "place": document.place,
        "date_line": _date_line(document),
        "type_name": document.type_name.upper(),
        "type_in_text": document.type_name,
        "abstract": document.abstract,
        "legal_bases": _ended(document.legal_bases, last="."),
        "opening": list(document.opening),
        "closing": _ended(document.closing, last="./.", between=""),
        "recipients": list(document.recipients),
        "kept_by": document.kept_by,
        "signing": list(document.signing),
        "year": document.plan_year,
        "count": _number(len(document.lines)),
        "summary": [_sums(group) for group in groups],
        "groups": [_group(at, group) for at, group in enumerate(groups, start=1)],
        "support_in_words": dong_in_words(support),
        **_sums(document.lines),
    }


def _group(position: int, lines: list[PlanLine]) -> dict[str, Any]:
    return _sums(lines) | {"roman": _roman(position), "lines": [_line(line) for line in lines]}


def _line(line: PlanLine) -> dict[str, str]:
    words = {name: getattr(line, name) for name in ("code", "name", "beneficiary", "implementing_body", "place")}
    return _sums([line]) | words


def _sums(lines: Iterable[PlanLine]) -> dict[str, str]:
    lines = list(lines)
    names = ("total_cost", "national", "local", "counterpart")
    sums = {name: sum(getattr(line, name) for line in lines) for name in names}
    sums["support"] = sums["national"] + sums["local"]
    return {"activity": lines[0].activity if lines else ""} | {name: grouped(each) for name, each in sums.items()}


def _ended(texts: Iterable[str], *, last: str, between: str = ";") -> list[str]:
    """Legal bases end with «;» and the last with a full stop; a paper ends with «./.»."""
    bare = [text.rstrip(" ;./") for text in texts]
    marks = [between or "."] * (len(bare) - 1) + [last]
    return [text + mark for text, mark in zip(bare, marks, strict=True)] if bare else []


def _number(number: int | None) -> str:
    """Below ten with a leading nought; room to write when it is not known."""
    return "\u00a0" * 8 if number is None else f"{number:02d}"


def _date_line(document: PlanDocument) -> str:
    """The day alone stays open: month and year are filled in, as the offices do."""
    day = "\u00a0" * 6 if document.day is None else f"{document.day:02d}"
    month = f"{document.month:02d}" if document.month < 3 else str(document.month)
    return f"ngày {day} tháng {month} năm {document.year}"


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
