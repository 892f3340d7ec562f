"""The list of establishments: find, filter, take away what is seen."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from khuyencong.core.search import counted
from khuyencong.directory.models import Establishment, EstablishmentKind
from khuyencong.directory.permissions import REGISTERING
from khuyencong.directory.queries.people import Scope
from khuyencong.directory.queries.provinces import Choice, choices_for
from khuyencong.planning.queries.listing import PAGE_ROWS, Page
from khuyencong.web.establishments.sheet import sheet_of
from khuyencong.web.establishments.support import support_totals
from khuyencong.web.reading import memberships_of, page_number, scope_of

KEPT = ("q", "province", "kind", "tax")
COLUMNS = (
    "pk", "name", "kind", "tax_code", "address", "province_id", "province__name", "unit__full_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person asked to see. Values that mean nothing are dropped, never an error."""

    words: str
    province: Choice | None
    kind: str
    tax: str

    @classmethod
    def from_query(cls, given: dict[str, str], provinces: list[Choice]) -> "Filters":
        """The filters in the query of an address."""
        return cls(
            words=given.get("q", "").strip()[:200],
            province=next((choice for choice in provinces if choice.code == given.get("province")), None),
            kind=given.get("kind", "") if given.get("kind") in EstablishmentKind.values else "",
            tax=given.get("tax", "") if given.get("tax") in ("with", "without") else "",
        )


def matching(scope: Scope, filters: Filters) -> "QuerySet[Establishment]":
    """The standing establishments a person may see that fit, in the order of a Vietnamese dictionary."""
    rows = Establishment.objects.standing().visible_to(scope)
    if filters.province:
        rows = rows.filter(province_id__in=filters.province.unit_ids)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.tax == "with":
        rows = rows.exclude(tax_code="")
    if filters.tax == "without":
        rows = rows.filter(tax_code="")
    return rows.found_by(filters.words).sorted_by_name()


def _asked(request: HttpRequest, on: datetime.date) -> tuple[Filters, dict[str, str], list[Choice]]:
    given = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    provinces = choices_for(scope_of(request), on)
    return Filters.from_query(given, provinces), given, provinces


def establishments(request: HttpRequest) -> HttpResponse:
    """A page of establishments the person may see."""
    filters, given, provinces = _asked(request, timezone.localdate())
    page = _page(matching(scope_of(request), filters), page_number(request))
    totals = support_totals([row["pk"] for row in page.rows])
    today = {unit: choice.name for choice in provinces for unit in choice.unit_ids}
    for row in page.rows:
        row["kind"] = EstablishmentKind(row["kind"]).label
        row["province_today"] = today.get(row["province_id"], "")
        row |= totals.get(row["pk"], {"lines": 0, "support": None})
    context = {
        "page": page,
        "rows": page.rows,
        "filters": filters,
        "given": given,
        "query": urlencode(given) + "&" if given else "",
        "provinces": provinces,
        "kinds": EstablishmentKind.choices,
        "may_register": any(held.role in REGISTERING for held in memberships_of(request)),
        "search_words": filters.words,
    }
    partial = "#list" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"establishments/list.html{partial}", context)


def _page(rows: "QuerySet[Establishment]", number: int) -> Page:
    start = (number - 1) * PAGE_ROWS
    total, more = counted(rows)
    found: list[dict[str, Any]] = list(rows.values(*COLUMNS)[start : start + PAGE_ROWS])
    return Page(found, number, total, more)


def export(request: HttpRequest) -> FileResponse:
    """What the filters show, all of it, as a workbook. Personal data stay out of it."""
    filters, _given, _provinces = _asked(request, timezone.localdate())
    file = sheet_of(matching(scope_of(request), filters))
    return FileResponse(file, as_attachment=True, filename=_("establishments.xlsx"))
