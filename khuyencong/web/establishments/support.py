"""What an establishment was given or is to be given, by year and source. Whole đồng."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from khuyencong.directory.queries.people import Scope
from khuyencong.planning.models import Beneficiary
from khuyencong.planning.states import Kind, ProposalState

MONEY = ("support_national", "support_local", "counterpart", "total")
SHOWN = 500
"""Lines behind the sums that one page shows; the sums count all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal's part for the establishment. Amounts are None where nobody said what this one gets."""

    reference: str
    name: str
    activity_vi: str
    activity_en: str
    year: int
    kind: str
    state: str
    withdrawn: bool
    shared_by: int
    readable: bool
    support_national: int | None
    support_local: int | None
    counterpart: int | None
    total: int | None

    @property
    def unsplit(self) -> bool:
        """A line of several establishments that does not say what each of them gets."""
        return self.shared_by > 1 and self.support_national is None and self.support_local is None


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts of some lines together, withdrawn ones left out; None where no line says an amount."""

    support_national: int | None
    support_local: int | None
    counterpart: int | None
    total: int | None

    @property
    def support(self) -> int:
        """National and local money together."""
        return (self.support_national or 0) + (self.support_local or 0)


@dataclass(frozen=True, slots=True)
class Year:
    """The lines of one year and what they come to."""

    year: int
    sums: Sums
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Support:
    """All support of one establishment, newest year first."""

    years: list[Year]
    sums: Sums
    number: int
    unsplit: int

    @property
    def left_out(self) -> int:
        """How many lines are counted but not shown."""
        return max(self.number - SHOWN, 0)


def support_of(establishment_id: int, scope: Scope) -> Support:
    """Everything registered for an establishment; one query. Lines of other provinces are told, not linked."""
    rows = _amounts(Beneficiary.objects.filter(establishment_id=establishment_id))
    lines = [_line(row, scope) for row in rows]
    by_year = [(year, list(group)) for year, group in groupby(lines, key=lambda line: line.year)]
    years, room = [], SHOWN
    for year, found in by_year:
        years.append(Year(year, _sums(found), found[:room]))
        room -= len(years[-1].lines)
    return Support(years, _sums(lines), len(lines), sum(line.unsplit and not line.withdrawn for line in lines))


def support_totals(establishment_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Number of lines and support of each establishment of a page of the list; one query."""
    rows = Beneficiary.objects.filter(establishment_id__in=list(establishment_ids))
    rows = rows.exclude(proposal__state=ProposalState.WITHDRAWN).order_by()
    summed = rows.values("establishment_id").annotate(
        lines=Count("pk"),
        support=Coalesce(
            Sum(_own("support_national"), default=0) + Sum(_own("support_local"), default=0),
            0,
            output_field=BigIntegerField(),
        ),
    )
    return {row["establishment_id"]: row for row in summed}


def _own(name: str) -> Case:
    """The beneficiary's own amount; the proposal's where it has one beneficiary and states none of its own."""
    alone = Q(proposal__beneficiary_count__lte=1, support_national=None, support_local=None, counterpart=None)
    return Case(
        When(alone & Q(total=None), then=F(f"proposal__{name}")),
        default=F(name),
        output_field=BigIntegerField(),
    )


def _amounts(rows: "QuerySet[Beneficiary]") -> "QuerySet[Any, dict[str, Any]]":
    return (
        rows.annotate(**{f"own_{name}": _own(name) for name in MONEY})
        .order_by("-proposal__year", "-proposal_id", "position")
        .values(
            "proposal__reference", "proposal__name", "proposal__activity__name_vi", "proposal__activity__name_en",
            "proposal__activity_text", "proposal__year", "proposal__kind", "proposal__state", "proposal__province_id",
            "proposal__beneficiary_count", *(f"own_{name}" for name in MONEY),
        )
    )  # fmt: skip


def _line(row: dict[str, Any], scope: Scope) -> Line:
    return Line(
        reference=row["proposal__reference"],
        name=row["proposal__name"],
        activity_vi=row["proposal__activity__name_vi"] or row["proposal__activity_text"],
        activity_en=row["proposal__activity__name_en"] or row["proposal__activity_text"],
        year=row["proposal__year"],
        kind=str(Kind(row["proposal__kind"]).label),
        state=str(ProposalState(row["proposal__state"]).label),
        withdrawn=row["proposal__state"] == ProposalState.WITHDRAWN,
        shared_by=row["proposal__beneficiary_count"],
        readable=scope.covers_province(row["proposal__province_id"]),
        **{name: row[f"own_{name}"] for name in MONEY},
    )


def _sums(lines: Iterable[Line]) -> Sums:
    counted = [line for line in lines if not line.withdrawn]
    return Sums(**{name: _sum(getattr(line, name) for line in counted) for name in MONEY})


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
