"""The reviewed files into the database: added where new, brought up to date where nobody signed for another figure."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction

from khuyencong.audit.actions import record_act
from khuyencong.directory.models import AdministrativeUnit, Level
from khuyencong.policy import data, seed
from khuyencong.policy.models import Activity, Amendment, Deadline, LegalInstrument, NormLevel, SupportNorm

M = TypeVar("M", bound=models.Model)
Territories = dict[tuple[str, datetime.date], AdministrativeUnit | None]


@dataclass
class Loaded:
    """What loading did. ``without_place``: rows left out because their province is not in the directory yet."""

    version: str
    added: int = 0
    changed: int = 0
    without_place: list[str] = field(default_factory=list)
    kept_as_confirmed: list[str] = field(default_factory=list)
    """Norms whose reviewed figure differs from what an officer signed for: the officer's stays."""


@transaction.atomic
def load_policy() -> Loaded:
    """
    Bring the reviewed files into the database, as often as one likes.

    It never touches confirmations, nor rows that officers entered or repealed. One act, when something changed.
    """
    done = Loaded(version=data.version())
    places = _places()
    instruments = _load_instruments(done, places)
    _load_amendments(done, instruments)
    activities = _load_activities(done)
    _load_norms(done, places, instruments, activities)
    _load_deadlines(done, instruments)
    if done.added or done.changed:
        record_act(
            actor=None,
            what="policy.files.loaded",
            record_name=done.version,
            added=done.added,
            changed=done.changed,
            without_place=done.without_place,
            kept_as_confirmed=done.kept_as_confirmed,
        )
    return done


def _places() -> Territories:
    wanted = {
        tuple(row["territory"])
        for name, parts in (("instruments", ("instruments",)), ("norms", ("local",)))
        for part in parts
        for row in data.read(name)[part]
        if "territory" in row
    }
    units = AdministrativeUnit.objects.filter(level=Level.PROVINCE, code__in={code for code, _ in wanted})
    known = list(units.order_by("pk"))
    return {(code, day): next((u for u in known if u.code == code and u.holds_on(day)), None) for code, day in wanted}


def _sync(done: Loaded, model: type[M], key: str, rows: Mapping[str, dict[str, Any]], **only: Any) -> dict[str, M]:
    """Rows by key: the missing are added, those that differ are changed, all come back."""
    known = {getattr(row, key): row for row in model._default_manager.filter(**only)}
    for name, values in rows.items():
        row = known.get(name)
        if row is None:
            known[name] = model._default_manager.create(**{key: name}, **values)
            done.added += 1
            continue
        differing = [column for column, value in values.items() if getattr(row, column) != value]
        if differing:
            for column in differing:
                setattr(row, column, values[column])
            row.save(update_fields=differing)
            done.changed += 1
    return known


def _load_instruments(done: Loaded, places: Territories) -> dict[str, LegalInstrument]:
    rows = {}
    for row in data.read("instruments")["instruments"]:
        key = seed.instrument_key(row["number"], row.get("territory"))
        if "territory" in row and places[tuple(row["territory"])] is None:
            done.without_place.append(key)
            continue
        rows[key] = _instrument(row, places)
    return _sync(done, LegalInstrument, "key", rows)


def _instrument(row: Mapping[str, Any], places: Territories) -> dict[str, Any]:
    source = data.read("instruments")["sources"][row["source"]]
    return {
        "number": row["number"],
        "kind": row["kind"],
        "cited_as": seed.cited_as(row),
        "title_vi": row["title_vi"],
        "title_en": row["title_en"],
        "issuer_vi": row["issuer_vi"],
        "territory": places[tuple(row["territory"])] if "territory" in row else None,
        "issued_on": row["issued_on"],
        "valid_from": row["from"],
        "valid_to": row["to"],
        "certainty": seed.MARKS[row["mark"]].value,
        "read_in": row["mark"],
        "note_vi": row.get("note_vi", ""),
        "note_en": row.get("note_en", ""),
        "source_vi": source["vi"],
        "source_url": source["url"],
        "reviewed": True,
    }


def _load_amendments(done: Loaded, instruments: Mapping[str, LegalInstrument]) -> None:
    known = {(a.amending_id, a.amended_id): a for a in Amendment.objects.all()}
    for row in data.read("instruments")["instruments"]:
        amending = instruments.get(seed.instrument_key(row["number"], row.get("territory")))
        for old, values in _changes(row):
            amended = instruments.get(old)
            if amending is None or amended is None:
                continue
            there = known.get((amending.pk, amended.pk))
            if there is None:
                Amendment.objects.create(amending=amending, amended=amended, **values)
                done.added += 1
            elif any(getattr(there, column) != value for column, value in values.items()):
                Amendment.objects.filter(pk=there.pk).update(**values)
                done.changed += 1


def _changes(row: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    place = row.get("territory")
    replaced = [(seed.instrument_key(old), on) for old, on in row.get("replaces", ())]
    replaced += [(seed.instrument_key(old, place), on) for old, on in row.get("replaces_local", ())]
    return [
        *((old, {"replaces": True, "valid_from": on, "what_vi": "", "what_en": ""}) for old, on in replaced),
        *(
            (seed.instrument_key(old), {"replaces": False, "valid_from": on, "what_vi": vi, "what_en": en})
            for old, on, vi, en in row.get("amends", ())
        ),
    ]


def _load_activities(done: Loaded) -> dict[str, Activity]:
    listed = data.read("activities")["activities"]
    rows = {
        row["code"]: {
            "position": position,
            "name_vi": row["name_vi"],
            "name_en": row["name_en"],
            "group": row["group"],
            "group_derived": row.get("group_derived", False),
            "aliases": row.get("aliases", []),
            "evidence_list": row["evidence"] or "",
            "advance_tier": row["advance"] or "",
            "group_project_allowed": row.get("group_project", False),
            "tender_required": row.get("tender", False),
            "management_cost": row.get("management_cost", False),
            "proposable": row.get("proposable", True),
            "valid_from": row.get("from"),
        }
        for position, row in enumerate(listed, start=1)
    }
    activities = _sync(done, Activity, "code", rows)
    for row in listed:
        norm_of = activities.get(seed.norm_of(row) or "")
        if activities[row["code"]].norm_of_id != (norm_of and norm_of.pk):
            activities[row["code"]].norm_of = norm_of
            activities[row["code"]].save(update_fields=["norm_of"])
    return activities


FIGURES = ("cap_percent", "cap_vnd", "cap_multiplier")


def _load_norms(
    done: Loaded,
    places: Territories,
    instruments: Mapping[str, LegalInstrument],
    activities: Mapping[str, Activity],
) -> None:
    confirmed = set(SupportNorm.objects.exclude(confirmation=None).values_list("key", flat=True))
    repealed = set(SupportNorm.objects.exclude(repealed_by=None).values_list("key", flat=True))
    rows = {}
    for row in (*data.read("norms")["national"], *data.read("norms")["local"]):
        place = places[tuple(row["territory"])] if "territory" in row else None
        if "territory" in row and place is None:
            done.without_place.append(row["key"])
        elif row["key"] in confirmed:
            _note_if_differing(done, row)
        elif row["key"] not in repealed:
            instrument = instruments[seed.instrument_key(row["instrument"], row.get("territory"))]
            rows[row["key"]] = _norm(row) | {
                "activity": activities[row["activity"]],
                "territory": place,
                "instrument": instrument,
            }
    _sync(done, SupportNorm, "key", rows, reviewed=True)


def _note_if_differing(done: Loaded, row: Mapping[str, Any]) -> None:
    signed, reviewed = SupportNorm.objects.get(key=row["key"]), seed.norm(row)
    if any(getattr(signed, column) != getattr(reviewed, column) for column in FIGURES):
        done.kept_as_confirmed.append(row["key"])


def _norm(row: Mapping[str, Any]) -> dict[str, Any]:
    norm = seed.norm(row)
    return {
        "level": NormLevel(norm.level).value,
        "unit": norm.unit,
        "cap_percent": norm.cap_percent,
        "percent_of": norm.percent_of,
        "cap_vnd": norm.cap_vnd,
        "cap_multiplier": norm.cap_multiplier,
        "conditions_vi": norm.conditions_vi,
        "conditions_en": norm.conditions_en,
        "article": norm.article,
        "valid_from": norm.valid_from,
        "valid_to": norm.valid_to,
        "certainty": norm.certainty.value,
        "evidence": norm.evidence,
        "machine_use": norm.machine_use,
        "verified_until": norm.verified_until,
        "note_vi": norm.note,
        "note_en": norm.note_en,
        "source_url": norm.source_url,
        "reviewed": True,
    }


def _load_deadlines(done: Loaded, instruments: Mapping[str, LegalInstrument]) -> None:
    known = {(row.code, row.valid_from): row for row in Deadline.objects.all()}
    for row in data.read("deadlines")["deadlines"]:
        values = _deadline(row) | {"instrument": instruments[row["instrument"]]}
        there = known.get((row["code"], row["from"]))
        if there is None:
            Deadline.objects.create(code=row["code"], valid_from=row["from"], **values)
            done.added += 1
        elif any(getattr(there, column) != value for column, value in values.items()):
            Deadline.objects.filter(pk=there.pk).update(**values)
            done.changed += 1


def _deadline(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "month": row.get("month"),
        "day": row.get("day"),
        "before": row.get("before", False),
        "number": row.get("days", row.get("years")),
        "name_vi": row["name_vi"],
        "name_en": row["name_en"],
        "event_vi": row.get("event_vi", ""),
        "event_en": row.get("event_en", ""),
        "article": row["article"],
        "valid_to": row["to"],
        "certainty": seed.MARKS[row["mark"]].value,
        "verified_until": row.get("verified_until"),
        "note_vi": row.get("note_vi", ""),
        "note_en": row.get("note_en", ""),
    }
