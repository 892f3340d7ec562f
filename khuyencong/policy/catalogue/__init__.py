"""
What a finding says to people, in Vietnamese and English.

A rule yields a code and facts; the sentence comes from the files beside this one, with numbers, money and days
written as the language writes them. A placeholder may name a style: ``{requested:money}``, ``{day:date}``,
``{percent:percent}``, ``{multiplier:number}``, ``{kind:term}``, ``{evidence:terms}``, ``{rows:list}``,
``{units:units}`` (names with commas in them), ``{fairs:cited}`` (a fragment for each), ``{name:who}`` (with a colon
after it), ``{address:said}`` (in quotation marks), ``{basis:fragment}`` (a piece of a sentence chosen by a fact).
"""

import datetime
import functools
import string
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any

import yaml

from khuyencong.core.text import grouped
from khuyencong.engines.rulebook import Finding

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LANGUAGES = ("vi", "en")
_MILLION = 1_000_000
_UNTOLD: Mapping[str, Any] = {"name": "", "lines": "nothing", "which": "registered", "fairs": ()}
"""Facts that a finding may lack: all but the name because kept findings may be older than they are."""
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A finding in words: what is wrong, the arithmetic, what to do. ``body`` and ``remedy`` may be empty."""

    title: str
    body: str
    remedy: str


def sentence(finding: Finding, language: str = "vi") -> Sentence:
    """
    The finding in that language.

    :raises KeyError: the code is not in the catalogue, or the finding lacks a fact the sentence needs.
    """
    entry = _file("findings")[finding.code][language]
    writer = _writer(language)
    facts = {**_UNTOLD, **finding.facts}
    return Sentence(*(_finish(writer.vformat(entry.get(part, ""), (), facts)) for part in ("title", "body", "remedy")))


def question(rule: str, language: str = "vi") -> str:
    """The question a clause answers, as the heading of its finding or of its «đạt»."""
    return _file("questions")[rule][language]


def term(code: str, language: str = "vi") -> str:
    """The word for a code of the catalogue's terms; a word that is no code is given back as it is."""
    entry = _file("terms").get(code)
    return entry[language] if entry else code


def money(amount: int, language: str = "vi") -> str:
    """«320 triệu đồng» for whole millions, else «1.234.567 đồng»; in English always «1,234,567 VND»."""
    if language != "vi":
        return f"{grouped(amount, language)} VND"
    millions, rest = divmod(amount, _MILLION)
    if rest == 0 and millions > 0:
        return f"{grouped(millions)} triệu đồng"
    return f"{grouped(amount)} đồng"


def percent(number: Decimal | int, language: str = "vi") -> str:
    """«50%», «1,5%»; in English «1.5%»."""
    text = f"{Decimal(number).normalize():f}"
    return f"{text.replace('.', ',') if language == 'vi' else text}%"


def day(when: datetime.date, language: str = "vi") -> str:
    """«12/05/2018»; in English «12 May 2018»."""
    if language == "vi":
        return f"{when:%d/%m/%Y}"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


@functools.cache
def _file(name: str) -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the C one where there is one


@functools.cache
def _writer(language: str) -> "_Writer":
    return _Writer(language)


def _finish(text: str) -> str:
    """Single spaces, so that a fact left empty leaves no hole."""
    return " ".join(text.split()).replace(" ;", ";").replace(" ,", ",").replace(" .", ".")


class _Writer(string.Formatter):
    """Fills a sentence, each fact in the style its placeholder names."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._facts: Mapping[str, Any] = {}
        self._styles = {
            "money": lambda value: money(value, language),
            "percent": lambda value: percent(value, language),
            "date": lambda value: day(value, language),
            "term": lambda value: term(value, language),
            "terms": lambda value: "; ".join(term(code, language) for code in value),
            "who": lambda value: f"{value}:" if value else "",
            "said": lambda value: f"«{value}»" if value else "",
            "list": lambda value: ", ".join(value),
            "cited": self._cited,
            "units": lambda value: "; ".join(value),
            "number": lambda value: percent(value, language).rstrip("%"),
        }

    def vformat(self, format_string: str, args: Any, kwargs: Mapping[str, Any]) -> str:
        self._facts = kwargs
        return super().vformat(format_string, args, kwargs)

    def _cited(self, cited: Any) -> str:
        """Each of several things by the fragment and the facts of its own."""
        return "; ".join(
            string.Formatter().vformat(_file("fragments")[one["which"]][self._language], (), one) for one in cited
        )

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "fragment":
            template = _file("fragments")[value][self._language]
            return super().vformat(template, (), self._facts)
        if value is None:
            return "—"
        if format_spec in self._styles:
            return self._styles[format_spec](value)
        return format(value, format_spec)
