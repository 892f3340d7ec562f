"""The law book from the reviewed files alone: for rules, tests and commands that run without a database."""

import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from khuyencong.engines.rulebook import Certainty
from khuyencong.policy import data
from khuyencong.policy.lawbook import Activity, AdvanceTier, Instrument, LawBook, Norm, Paper, by_activity

KINDS_VI = {
    "law": "Luật",
    "resolution": "Nghị quyết",
    "decree": "Nghị định",
    "decision": "Quyết định",
    "directive": "Chỉ thị",
    "circular": "Thông tư",
    "joint_circular": "Thông tư liên tịch",
    "consolidated": "Văn bản hợp nhất",
    "draft": "Dự thảo",
}
MARKS = {"V": Certainty.VERIFIED, "V2": Certainty.VERIFIED, "R": Certainty.RECALLED}
MERGED_ON = data.read("instruments")["merged_on"]
"""The day on which the 63 provinces became 34: a code used before it means the old place."""


@functools.cache
def seed_lawbook() -> LawBook:
    """The law as the reviewed files have it, national and local, without what officers confirmed or entered."""
    activities = {row["code"]: activity(row) for row in data.read("activities")["activities"]}
    norms = [norm(row) for row in (*data.read("norms")["national"], *data.read("norms")["local"])]
    return LawBook(
        version=data.version(),
        activities=activities,
        instruments=_instruments(),
        norms=with_shared_norms(by_activity(n for n in norms if n.valid_from), activities),
        shown=tuple(n for n in norms if n.valid_from is None),
        evidence=evidence_lists(),
        advances=advance_tiers(),
    )


def with_shared_norms(
    norms: dict[str, tuple[Norm, ...]], activities: Mapping[str, Activity]
) -> dict[str, tuple[Norm, ...]]:
    """The norms, also under the activities that have another activity's norm."""
    shared = {a.code: norms[a.norm_of] for a in activities.values() if a.norm_of in norms and a.norm_of != a.code}
    return norms | shared


def activity(row: Mapping[str, Any]) -> Activity:
    """One line of the reviewed list."""
    return Activity(
        code=row["code"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        group=row["group"],
        aliases=tuple(row.get("aliases", ())),
        evidence_list=row["evidence"],
        advance_tier=row["advance"],
        group_project_allowed=row.get("group_project", False),
        tender_required=row.get("tender", False),
        management_cost=row.get("management_cost", False),
        proposable=row.get("proposable", True),
        norm_of=norm_of(row),
        valid_from=row.get("from"),
    )


def norm_of(row: Mapping[str, Any]) -> str | None:
    """The code of the activity whose norm applies, or None where the list says that none is known."""
    named = row.get("norm", row["code"])
    return None if named == "none" else named


def cited_as(row: Mapping[str, Any]) -> str:
    """An instrument as people cite it; one without a number by the words the list has for it."""
    number = row["number"]
    cited = f"{KINDS_VI[row['kind']]} {number}" if "/" in number else number
    return f"{cited} ({row['issuer_vi']})" if "territory" in row else cited


def instrument_key(number: str, territory: Sequence[Any] | None = None) -> str:
    """What tells an instrument from all others: two provinces may each have a decision 05/2021/QĐ-UBND."""
    return f"{number}@{territory[0]}" if territory else number


def _instruments() -> dict[str, Instrument]:
    rows = [row for row in data.read("instruments")["instruments"] if "territory" not in row]
    replaced = {old: row["number"] for row in rows for old, _ in row.get("replaces", ())}
    amended: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda r: (r["issued_on"] or datetime.date.max, r["number"])):
        for old, *_ in row.get("amends", ()):
            amended.setdefault(old, []).append(row["number"])
    return {
        row["number"]: Instrument(
            number=row["number"],
            name_vi=row["title_vi"],
            kind=row["kind"],
            issued_on=row["issued_on"],
            valid_from=row["from"],
            valid_to=row["to"],
            certainty=MARKS[row["mark"]],
            replaced_by=replaced.get(row["number"], ""),
            cited_as=cited_as(row),
            issuer_vi=row["issuer_vi"],
            amended_by=tuple(amended.get(row["number"], ())),
            note_vi=row.get("note_vi", ""),
            note_en=row.get("note_en", ""),
            source_url=data.read("instruments")["sources"][row["source"]]["url"],
        )
        for row in rows
    }


def norm(row: Mapping[str, Any]) -> Norm:
    """One norm; a local one ends with its province when the map changed."""
    territory, day = row.get("territory", ("", None))
    ends = row["to"]
    if day and day < MERGED_ON:
        ends = min(ends or MERGED_ON, MERGED_ON)
    return Norm(
        key=row["key"],
        activity=row["activity"],
        name_vi=_names()[row["activity"]],
        unit=row["unit"],
        cap_percent=_decimal(row.get("percent")),
        cap_vnd=row.get("vnd"),
        cap_multiplier=_decimal(row.get("multiplier")),
        conditions_vi=row.get("conditions_vi", ""),
        conditions_en=row.get("conditions_en", ""),
        instrument=instrument_key(row["instrument"], row.get("territory")),
        cited_as=_cited(row["instrument"], territory),
        article=row["article"],
        valid_from=row["from"],
        valid_to=ends,
        certainty=Certainty(row["certainty"]),
        machine_use=row["machine_use"],
        verified_until=row.get("verified_until"),
        territory=territory,
        level="local" if territory else "national",
        source_url=data.read("norms")["sources"].get(row.get("source"), ""),
        note=row.get("note_vi", ""),
        note_en=row.get("note_en", ""),
        percent_of=row.get("percent_of", "cost"),
        evidence=row["evidence"],
    )


def _decimal(value: float | int | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@functools.cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name_vi"] for row in data.read("activities")["activities"]}


@functools.cache
def _citations() -> dict[tuple[str, str], str]:
    rows = data.read("instruments")["instruments"]
    return {(row["number"], row.get("territory", ("",))[0]): cited_as(row) for row in rows}


def _cited(number: str, territory: str) -> str:
    return _citations()[number, territory]


@functools.cache
def evidence_lists() -> dict[str, tuple[Paper, ...]]:
    """The papers of each list, those common to all under «common», and the conditions of funding under «conditions»."""
    rows = data.read("evidence")
    lists = {**rows["lists"], "common": rows["common"], "conditions": rows["conditions"]}
    return {code: tuple(_papers(papers)) for code, papers in lists.items()}


def _papers(rows: list[dict[str, Any]]) -> Iterator[Paper]:
    for row in rows:
        yield Paper(row["code"], row["vi"], row["en"], row.get("optional", False))


@functools.cache
def advance_tiers() -> dict[str, AdvanceTier]:
    """The tiers of the first advance."""
    return {
        row["code"]: AdvanceTier(row["code"], row["percent"], row["vi"], row["en"])
        for row in data.read("advances")["tiers"]
    }
