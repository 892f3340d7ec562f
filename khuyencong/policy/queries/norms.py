"""Norms of a day and a place, what changed between two days, how a norm came to be."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from khuyencong.directory.models import AdministrativeUnit, UnitSuccession
from khuyencong.engines.rulebook import Certainty
from khuyencong.policy.lawbook import Norm
from khuyencong.policy.models import Activity, Deadline, SupportNorm
from khuyencong.policy.queries.lawbook import as_norm, norm_rows


class Standing(StrEnum):
    """How far a norm may be relied on, on a day."""

    BINDING = "binding"
    CONFIRMED = "confirmed"
    READ_UNTIL = "read_until"
    READ_ELSEWHERE = "read_elsewhere"
    NOT_READ = "not_read"
    DERIVED = "derived"
    SHOWN = "shown"

    @property
    def sure(self) -> bool:
        """Whether the figure may be shown as the law, without «about»."""
        return self in (Standing.BINDING, Standing.CONFIRMED)


def standing_of(norm: Norm, day: datetime.date) -> Standing:
    """How far the norm may be relied on, on that day."""
    if norm.certainty is Certainty.CONFIRMED:
        return Standing.CONFIRMED
    if norm.valid_from is None or (norm.certainty is Certainty.VERIFIED and norm.machine_use == "display_only"):
        return Standing.SHOWN
    if norm.certainty is Certainty.RECALLED:
        return Standing.NOT_READ
    if norm.certainty is Certainty.DERIVED:
        return Standing.DERIVED
    if norm.binding_on(day):
        return Standing.BINDING
    read_before = norm.verified_until is not None and day > norm.verified_until
    return Standing.READ_UNTIL if read_before else Standing.READ_ELSEWHERE


@dataclass(frozen=True, slots=True)
class Line:
    """A norm with what a page shows of it."""

    row: SupportNorm
    norm: Norm
    standing: Standing

    @property
    def activity(self) -> Activity:
        return self.row.activity


def line_of(row: SupportNorm, day: datetime.date) -> Line:
    """The row as a line of a page."""
    norm = as_norm(row)
    return Line(row, norm, standing_of(norm, day))


def norms_on(
    day: datetime.date,
    territory: AdministrativeUnit | None = None,
    activity: Activity | None = None,
    standing: Standing | None = None,
) -> list[Line]:
    """The norms that hold on a day in the country and, where a province is given, in it; in the list's order."""
    rows = _held(day, territory)
    if activity is not None:
        rows = rows.filter(activity__shares_norm_with=activity)
    lines = [line_of(row, day) for row in norm_rows(rows)]
    return [line for line in lines if standing is None or line.standing is standing]


def _held(day: datetime.date, territory: AdministrativeUnit | None) -> QuerySet[SupportNorm]:
    here = Q(territory=None) | Q(territory=territory) if territory else Q(territory=None)
    rows = SupportNorm.objects.on(day).filter(here, valid_from__isnull=False)
    return rows.order_by("activity__position", "level", "valid_from", "pk")


def shown_only(day: datetime.date, territory: AdministrativeUnit) -> list[Line]:
    """Drafts and undated examples of the province, and norms of provinces now part of it: never reckoned with."""
    former = UnitSuccession.objects.filter(successor=territory, on__lte=day).values("predecessor")
    undated = Q(territory=territory, valid_from=None)
    of_former = Q(territory__in=former) & ~Q(territory=territory)
    rows = SupportNorm.objects.filter(undated | of_former).order_by("territory__sort_key", "activity__position", "pk")
    return [line_of(row, day) for row in norm_rows(rows)]


@dataclass(frozen=True, slots=True)
class Change:
    """One activity on two days. ``kind``: new, ended, rose, fell, reworded, standing (only its certainty) or same."""

    activity: Activity
    before: Line | None
    after: Line | None
    kind: str

    @property
    def local(self) -> bool:
        """Whether it is a province's own norm."""
        return any(line is not None and line.norm.level == "local" for line in (self.before, self.after))


def difference(day_a: datetime.date, day_b: datetime.date, territory: AdministrativeUnit | None = None) -> list[Change]:
    """What the norms were on the first day and are on the second, activity by activity and level by level."""
    before = {_place(line): line for line in norms_on(day_a, territory)}
    after = {_place(line): line for line in norms_on(day_b, territory)}
    changes = [
        Change(known.activity, before.get(key), after.get(key), _kind(before.get(key), after.get(key)))
        for key, known in (before | after).items()
    ]
    return sorted(changes, key=lambda change: (change.activity.position, change.local))


def _place(line: Line) -> tuple[int, int | None]:
    return line.row.activity_id, line.row.territory_id


def _kind(before: Line | None, after: Line | None) -> str:
    if before is None:
        return "new"
    if after is None:
        return "ended"
    if before.row.pk == after.row.pk:
        return "same" if before.standing is after.standing else "standing"
    pairs = [
        (getattr(before.norm, figure) or 0, getattr(after.norm, figure) or 0)
        for figure in ("cap_vnd", "cap_percent", "cap_multiplier")
    ]
    for old, new in pairs:
        if old and new and old != new:
            return "rose" if new > old else "fell"
    return "reworded" if any(old != new for old, new in pairs) else "same"


def history(norm: SupportNorm, day: datetime.date) -> list[Line]:
    """All norms of the same activity in the same territory, oldest first, this one among them."""
    rows = SupportNorm.objects.filter(activity=norm.activity_id, territory=norm.territory_id)
    return [line_of(row, day) for row in norm_rows(rows.order_by("valid_from", "pk"))]


def to_confirm(day: datetime.date) -> list[Line]:
    """Norms in force that an officer could compare with their text, in the list's order."""
    rows = SupportNorm.objects.on(day).filter(valid_from__isnull=False, confirmation=None, repealed_by=None)
    lines = [line_of(row, day) for row in norm_rows(rows.order_by("activity__position", "pk"))]
    return [line for line in lines if line.row.has_figure and not line.standing.sure]


def deadlines_on(day: datetime.date) -> list[Deadline]:
    """The deadlines that the law names on a day."""
    return list(Deadline.objects.on(day).select_related("instrument").order_by("code", "pk"))
