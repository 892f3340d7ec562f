"""The list of proposals: filtered, sorted, one page at a time, in a constant number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet

from khuyencong.core import search
from khuyencong.directory.queries.people import Scope
from khuyencong.planning.models import Proposal
from khuyencong.planning.states import Kind, PlanLevel, ProposalState, Verdict

PAGE_ROWS = 60
SORTS = {
    "newest": ("-year", "-id"),
    "oldest": ("year", "id"),
    "name": ("sort_key", "id"),
    "support": ("-support", "-id"),
}
COLUMNS = (
    "reference",
    "name",
    "beneficiary_names",
    "beneficiary_count",
    "activity__name_vi",
    "activity__name_en",
    "activity_text",
    "level",
    "kind",
    "year",
    "province__name",
    "total",
    "support",
    "state",
    "verdict",
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person asked to see. Values that mean nothing are dropped, never an error."""

    words: str = ""
    year: int | None = None
    provinces: frozenset[int] = field(default_factory=frozenset)
    activity: str = ""
    level: str = ""
    kind: str = ""
    state: str = ""
    verdict: str = ""
    rule: str = ""
    sort: str = "newest"

    @classmethod
    def from_query(cls, query: Mapping[str, str], provinces: frozenset[int] = frozenset()) -> "Filters":
        """The filters in the query of an address."""
        year = query.get("year", "")
        return cls(
            words=query.get("q", "").strip()[:200],
            year=int(year) if year.isdecimal() and len(year) == 4 else None,
            provinces=provinces,
            activity=query.get("activity", "")[:60],
            level=_one_of(query.get("level"), PlanLevel.values),
            kind=_one_of(query.get("kind"), Kind.values),
            state=_one_of(query.get("state"), ProposalState.values),
            verdict=_one_of(query.get("verdict"), Verdict.values),
            rule=query.get("rule", "")[:60],
            sort=_one_of(query.get("sort"), list(SORTS)) or "newest",
        )


def _one_of(value: str | None, allowed: list[str]) -> str:
    return value if value in allowed else ""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list. ``total`` stops at a thousand; ``more`` says that there are more."""

    rows: list[dict[str, Any]]
    number: int
    total: int
    more: bool
    size: int = PAGE_ROWS

    @property
    def first_row(self) -> int:
        """Place in the whole list of the first row shown, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last_row(self) -> int:
        """Place in the whole list of the last row shown."""
        return self.first_row + len(self.rows) - 1

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if len(self.rows) == self.size and (self.more or self.last_row < self.total) else None


def proposals_matching(scope: Scope, filters: Filters) -> "QuerySet[Proposal]":
    """Every proposal the person may see that fits the filters, in the order asked for."""
    rows = Proposal.objects.visible_to(scope)
    plain = {
        "year": filters.year,
        "activity__code": filters.activity,
        "level": filters.level,
        "kind": filters.kind,
        "state": filters.state,
        "verdict": filters.verdict,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if filters.provinces:
        rows = rows.filter(province_id__in=filters.provinces)
    if filters.rule:
        rows = rows.filter(finding_rules__contains=[filters.rule])
    if filters.words:
        rows = rows.found_by(filters.words)
    return rows.order_by(*SORTS[filters.sort])


def page_of_proposals(scope: Scope, filters: Filters, number: int) -> Page:
    """One page of the list: one query for how many there are and one for the rows, or two for very common words."""
    rows = proposals_matching(scope, filters)
    number = max(number, 1)
    start = (number - 1) * PAGE_ROWS
    total, more = search.counted(rows)
    shown = _of_common_words(scope, filters, start) if filters.words and more else None
    if shown is None:
        shown = list(rows.values(*COLUMNS)[start : start + PAGE_ROWS])
    return Page(shown, number, total, more)


def _of_common_words(scope: Scope, filters: Filters, start: int) -> list[dict[str, Any]] | None:
    everything = proposals_matching(scope, replace(filters, words=""))
    keys = search.nearest(everything, filters.words, start=start, number=PAGE_ROWS)
    if len(keys) < PAGE_ROWS:
        return None
    return list(Proposal.objects.filter(pk__in=keys).order_by(*SORTS[filters.sort]).values(*COLUMNS))
