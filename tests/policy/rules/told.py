"""Cases as officials write them in the files beside this folder, turned into the facts that the rules judge."""

import datetime
import functools
from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from khuyencong.engines.rulebook import Certainty
from khuyencong.policy.case import BeneficiaryKind, Case, Level, Party, PlaceFacts, PriorSupport, ProjectKind
from khuyencong.policy.lawbook import Activity, LawBook, Norm
from khuyencong.policy.seed import seed_lawbook

CASES = Path(__file__).parent.parent / "cases"
_MONEY = {"triệu": 1_000_000, "tỷ": 1_000_000_000, "đồng": 1}
_DISTRICTS_ENDED = datetime.date(2025, 7, 1)

A_PLACE = {
    "province_code": "24",
    "province_kind": "tinh",
    "province_name": "Bắc Giang",
    "commune_kind": "xa",
    "commune_name": "xã Tân Dĩnh",
    "district_kind": "huyen",
    "district_name": "huyện Lạng Giang",
    "difficult_area": False,
}
A_PARTY = {
    "name": "Công ty TNHH Cơ khí An Dương",
    "kind": "sme",
    "tax_code": "0100233488",
    "place_text": "xã Tân Dĩnh, huyện Lạng Giang",
    "trade_text": "gạch không nung",
}
A_CASE = {
    "level": "national",
    "kind": "single",
    "name": "Hỗ trợ ứng dụng máy ép gạch không nung",
    "activity": "advanced_machinery",
    "activity_text": "Ứng dụng máy móc thiết bị tiên tiến",
    "territory": "24",
    "total": "600 triệu",
    "support_national": "150 triệu",
    "counterpart": "450 triệu",
    "evidence": ["counterpart_commitment", "no_double_funding_commitment", "machine_new"],
}


@functools.cache
def told_cases() -> list[tuple[str, Mapping[str, Any]]]:
    """Every case of every file named after a rule, with that rule's code."""
    return [
        (path.stem, told)
        for path in sorted(CASES.glob("*.yaml"))
        if path.stem != "published"
        for told in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
    ]


NOTHING = {"level": None, "kind": None}


def case_of(told: Mapping[str, Any], *, typical: bool = True) -> Case:
    """The typical case, changed in what the story says; or, where it is not ``typical``, only what it says."""
    day = told.get("day", datetime.date(2018, 6, 15))
    said = (
        (A_CASE if typical else NOTHING)
        | {"decided_on": day, "year": day.year if day else 2018}
        | dict(told.get("case", {}))
    )
    common = dict(told.get("party", {}))
    place = told.get("place", {})
    ground = A_PARTY if typical else {"kind": None}
    parties = [_party(ground | common | extra, place, day) for extra in told.get("parties", [{}])]
    said |= {"parties": tuple(parties), "prior": tuple(_prior(one) for one in told.get("prior", []))}
    said["level"] = Level(said["level"]) if said["level"] else None
    said["kind"] = ProjectKind(said["kind"]) if said["kind"] else None
    return Case(**_values(Case, said))


def lawbook_of(told: Mapping[str, Any]) -> LawBook:
    """The law as the reviewed files have it, with the norm or activity a story adds."""
    book = seed_lawbook()
    if "extra_activity" in told:
        activity = Activity(**told["extra_activity"])
        book = replace(book, activities={**book.activities, activity.code: activity})
    for said in told.get("norms", [told["norm"]] if "norm" in told else []):
        norm = _norm(said)
        kept = tuple(n for n in book.norms.get(norm.activity, ()) if n.territory != norm.territory)
        book = replace(book, norms={**book.norms, norm.activity: (*kept, norm)})
    return book


def money(text: Any) -> Any:
    """«320 triệu», «1,5 tỷ» and «1.234.567 đồng» as whole đồng; anything else as it is."""
    if not isinstance(text, str):
        return text
    number, _, unit = text.rpartition(" ")
    if unit not in _MONEY:
        return text
    return int(Decimal(number.replace(".", "").replace(",", ".")) * _MONEY[unit])


def _party(said: dict[str, Any], place: Mapping[str, Any] | None, day: datetime.date | None) -> Party:
    where = said.pop("place", place)
    said["kind"] = BeneficiaryKind(said["kind"]) if said["kind"] else None
    said["place"] = _place(where, day) if where is not None else None
    return Party(**_values(Party, said))


def _place(changes: Mapping[str, Any], day: datetime.date | None) -> PlaceFacts:
    map_day = changes.get("map_day", day or datetime.date(2018, 6, 15))
    districts = A_PLACE if map_day < _DISTRICTS_ENDED else A_PLACE | {"district_kind": None, "district_name": ""}
    return PlaceFacts(**{**districts, "map_day": map_day, **changes})


def _prior(said: Mapping[str, Any]) -> PriorSupport:
    values = {"reference": "KC18-BG-001", "year": 2018, "activity": None, "name": "", "level": "national"} | dict(said)
    values["level"] = Level(values["level"])
    return PriorSupport(**{"support": None, **_values(PriorSupport, values)})


def _norm(said: Mapping[str, Any]) -> Norm:
    values = {
        "key": "told",
        "name_vi": "",
        "unit": "cơ sở",
        "cap_percent": None,
        "cap_vnd": None,
        "cap_multiplier": None,
        "conditions_vi": "",
        "instrument": "01/2018/NQ-HĐND",
        "article": "Điều 1",
        "valid_from": datetime.date(2018, 1, 1),
        "valid_to": None,
        "certainty": "verified",
        "machine_use": "enforce",
    } | dict(said)
    values["certainty"] = Certainty(values["certainty"])
    for name in ("cap_percent", "cap_multiplier"):
        values[name] = None if values[name] is None else Decimal(str(values[name]))
    return Norm(**_values(Norm, values))


def _values(kind: type, said: Mapping[str, Any]) -> dict[str, Any]:
    """Money read, lists made tuples, evidence a set."""
    values = {name: money(value) for name, value in said.items()}
    for field in fields(kind):
        value = values.get(field.name)
        if field.name == "evidence" and value is not None:
            values[field.name] = frozenset(value) if not isinstance(value, str) else value
        elif isinstance(value, list):
            values[field.name] = tuple(value)
    return values


def expected_of(told: Mapping[str, Any]) -> list[list[str]]:
    """The findings a story expects, each as its code and weight; twice the same is told as a list."""
    said = told["expect"]
    maps = [said] if isinstance(said, Mapping) else said
    return [list(pair) for one in maps for pair in one.items()]
