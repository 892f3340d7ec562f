"""Findings as plain values, so that a judgement is kept as it was made, whatever the law becomes."""

import datetime
import functools
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from khuyencong.engines.rulebook import Certainty, Finding, LegalSource, Weight

_DAY = "day:"
_DECIMAL = "decimal:"
_AS_THEY_ARE = frozenset({str, int, float, bool})


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding as values that JSON can hold and ``finding_from_json`` reads back."""
    source = finding.source
    return {
        "rule": finding.rule,
        "code": finding.code,
        "weight": str(finding.weight),
        "field": finding.field,
        "party": finding.party,
        "facts": {name: _packed(value) for name, value in finding.facts.items()},
        "source": None
        if source is None
        else {
            "instrument": source.instrument,
            "article": source.article,
            "certainty": str(source.certainty),
            "in_force_from": _packed(source.in_force_from),
            "url": source.url,
            "verified_until": _packed(source.verified_until),
        },
    }


def finding_from_json(kept: Mapping[str, Any]) -> Finding:
    """The finding that was kept."""
    source = kept["source"]
    return Finding(
        rule=kept["rule"],
        code=kept["code"],
        weight=Weight(kept["weight"]),
        field=kept["field"],
        party=kept["party"],
        facts={name: _unpacked(value) for name, value in kept["facts"].items()},
        source=None
        if source is None
        else LegalSource(
            instrument=source["instrument"],
            article=source["article"],
            certainty=Certainty(source["certainty"]),
            in_force_from=_unpacked(source["in_force_from"]),
            url=source["url"],
            verified_until=_unpacked(source["verified_until"]),
        ),
    )


def plain(value: Any) -> Any:
    """Any value of a case, or the whole case, as JSON can hold it: days and decimals marked, to be read back."""
    return _packed(value)


def _packed(value: Any) -> Any:
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, datetime.date):
        return _DAY + value.isoformat()
    if isinstance(value, Decimal):
        return _DECIMAL + str(value)
    if isinstance(value, tuple | list | frozenset | set):
        return [_packed(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): _packed(one) for name, one in value.items()}
    if is_dataclass(value):
        return {part: _packed(getattr(value, part)) for part in _parts(value.__class__)}
    return value if isinstance(value, str | int | float) else str(value)


@functools.cache
def _parts(kind: type) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))


def _unpacked(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_DAY):
        return datetime.date.fromisoformat(value.removeprefix(_DAY))
    if isinstance(value, str) and value.startswith(_DECIMAL):
        return Decimal(value.removeprefix(_DECIMAL))
    if isinstance(value, list):
        return tuple(_unpacked(one) for one in value)
    if isinstance(value, dict):
        return {name: _unpacked(one) for name, one in value.items()}
    return value
