"""The list of proposals: filter, sort, keep the view, take away what is seen."""

import datetime
from dataclasses import dataclass

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from khuyencong.directory.queries.provinces import Choice
from khuyencong.planning.models import SavedView
from khuyencong.planning.queries.listing import Filters, page_of_proposals, proposals_matching
from khuyencong.web.proposals import choices
from khuyencong.web.proposals.rows import rows_of
from khuyencong.web.proposals.sheet import sheet_of
from khuyencong.web.reading import page_number, scope_of

KEPT = ("q", "year", "province", "activity", "level", "kind", "state", "verdict", "rule", "sort")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked to see, and which provinces they could have asked for."""

    filters: Filters
    given: dict[str, str]
    provinces: list[Choice]
    on: datetime.date


def _asked(request: HttpRequest) -> Asked:
    given = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    on = timezone.localdate()
    provinces = choices.provinces(scope_of(request), on)
    chosen = next((one for one in provinces if one.code == given.get("province")), None)
    return Asked(Filters.from_query(given, chosen.unit_ids if chosen else frozenset()), given, provinces, on)


def proposals(request: HttpRequest) -> HttpResponse:
    """A page of proposals the person may see."""
    asked = _asked(request)
    filters, given = asked.filters, asked.given
    page = page_of_proposals(scope_of(request), filters, page_number(request))
    context = {
        "page": page,
        "rows": rows_of(page.rows),
        "filters": filters,
        "given": given,
        "query": urlencode(given) + "&" if given else "",
        "choices": choices.filter_choices(asked.provinces, given.get("province"), filters, asked.on),
        "saved_views": list(SavedView.objects.filter(user_id=request.user.pk)),
        "search_words": filters.words,
    }
    partial = "#list" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"proposals/list.html{partial}", context)


def export(request: HttpRequest) -> FileResponse:
    """What the filters show, all of it, as a workbook."""
    file = sheet_of(proposals_matching(scope_of(request), _asked(request).filters))
    return FileResponse(file, as_attachment=True, filename=_("proposals.xlsx"))
