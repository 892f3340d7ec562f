"""The law book from the database: three queries when the law changed, one otherwise."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet

from khuyencong.core.stamps import stamp_of
from khuyencong.engines.rulebook import Certainty
from khuyencong.policy import data, seed
from khuyencong.policy import lawbook as book
from khuyencong.policy.models import Activity, LawVersion, LegalInstrument, MachineUse, SupportNorm

_newest: tuple[uuid.UUID, book.LawBook] | None = None
"""One per process. The stamp is renewed by a trigger with every change, so that no worker keeps an old book."""


def current_lawbook() -> book.LawBook:
    """The law as the database has it, with what officers confirmed and provinces entered."""
    global _newest
    stamp = stamp_of(LawVersion)
    if _newest is not None and stamp is not None and _newest[0] == stamp:
        return _newest[1]
    built = _build()
    if stamp is not None:
        _newest = (stamp, built)
    return built


def _build() -> book.LawBook:
    activities = _activities()
    instruments = _instruments()
    norms = [as_norm(row) for row in norm_rows(SupportNorm.objects.order_by("pk"))]
    return book.LawBook(
        version=_version(activities.values(), instruments.values(), norms),
        activities=activities,
        instruments=instruments,
        norms=seed.with_shared_norms(book.by_activity(n for n in norms if n.valid_from), activities),
        shown=tuple(n for n in norms if n.valid_from is None),
        evidence=seed.evidence_lists(),
        advances=seed.advance_tiers(),
    )


def _version(*parts: Iterable[object]) -> str:
    content = "\n".join(repr(row) for part in parts for row in part)
    return f"{data.version().split('.')[0]}.{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def _activities() -> dict[str, book.Activity]:
    rows = list(Activity.objects.order_by("position", "pk"))
    codes = {row.pk: row.code for row in rows}
    return {
        row.code: book.Activity(
            code=row.code,
            name_vi=row.name_vi,
            name_en=row.name_en,
            group=row.group,
            aliases=tuple(row.aliases),
            evidence_list=row.evidence_list or None,
            advance_tier=row.advance_tier or None,
            group_project_allowed=row.group_project_allowed,
            tender_required=row.tender_required,
            management_cost=row.management_cost,
            proposable=row.proposable,
            norm_of=codes[row.norm_of_id] if row.norm_of_id else None,
            valid_from=row.valid_from,
        )
        for row in rows
    }


def _instruments() -> dict[str, book.Instrument]:
    """Those of the whole country; a province's own are cited by its norms."""
    return {
        row.key: book.Instrument(
            number=row.number,
            name_vi=row.title_vi,
            kind=row.kind,
            issued_on=row.issued_on,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            certainty=Certainty(row.certainty),
            replaced_by=(row.replacing or [""])[0],
            cited_as=row.cited_as,
            issuer_vi=row.issuer_vi,
            amended_by=tuple(row.amending or ()),
            note_vi=row.note_vi,
            note_en=row.note_en,
            source_url=row.source_url,
        )
        for row in LegalInstrument.objects.filter(territory=None)
        .annotate(replacing=_keys_of_changes(replaces=True), amending=_keys_of_changes(replaces=False))
        .order_by("pk")
    }


def _keys_of_changes(*, replaces: bool) -> ArrayAgg:
    return ArrayAgg(
        "changes_suffered__amending__key",
        filter=Q(changes_suffered__replaces=replaces),
        order_by=("changes_suffered__amending__issued_on", "changes_suffered__amending__key"),
    )


def norm_rows(rows: "QuerySet[SupportNorm]") -> "QuerySet[SupportNorm]":
    """With what a norm needs to be understood, in the same query."""
    return rows.select_related("activity", "instrument", "territory", "confirmation")


def as_norm(row: SupportNorm) -> book.Norm:
    """
    The row as rules see it.

    A confirmation, and nothing else, makes a figure that was not read a blocking one. A province's norm ends with
    the province: after a merger the same code is another place.
    """
    confirmed = getattr(row, "confirmation", None) is not None
    return book.Norm(
        key=row.key,
        activity=row.activity.code,
        name_vi=row.activity.name_vi,
        unit=row.unit,
        cap_percent=_plain(row.cap_percent),
        cap_vnd=row.cap_vnd,
        cap_multiplier=_plain(row.cap_multiplier),
        conditions_vi=row.conditions_vi,
        conditions_en=row.conditions_en,
        instrument=row.instrument.key,
        cited_as=row.instrument.cited_as,
        article=row.article,
        valid_from=row.valid_from,
        valid_to=_end(row),
        certainty=Certainty.CONFIRMED if confirmed else Certainty(row.certainty),
        machine_use=MachineUse.ENFORCE.value if confirmed else row.machine_use,
        verified_until=None if confirmed else row.verified_until,
        territory=row.territory.code if row.territory else book.NATIONAL,
        level=row.level,
        source_url=row.source_url,
        note=row.note_vi,
        note_en=row.note_en,
        percent_of=row.percent_of,
        evidence=row.evidence,
    )


def _plain(value: Decimal | None) -> Decimal | None:
    """2.500 as 2.5 and 30.000 as 30, as the reviewed files have them."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _end(row: SupportNorm) -> datetime.date | None:
    ends = [day for day in (row.valid_to, row.territory.valid_to if row.territory else None) if day]
    return min(ends) if ends else None
