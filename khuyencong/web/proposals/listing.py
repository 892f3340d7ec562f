"""The list of proposals: filter, sort, keep the view, take away what is seen."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuyencong.planning.models import SavedView
from khuyencong.planning.queries.listing import Filters, page_of_proposals, proposals_matching
from khuyencong.planning.states import Kind, PlanLevel, ProposalState
from khuyencong.web.proposals import choices
from khuyencong.web.proposals.sheet import sheet_of
from khuyencong.web.reading import scope_of

KEPT = ("q", "year", "province", "activity", "level", "kind", "state", "verdict", "rule", "sort")


def _asked(request: HttpRequest) -> tuple[Filters, dict[str, str]]:
    scope = scope_of(request)
    given = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    on = timezone.localdate()
    chosen = next((c for c in choices.provinces(scope, on) if c.code == given.get("province")), None)
    return Filters.from_query(given, chosen.unit_ids if chosen else frozenset()), given


def proposals(request: HttpRequest) -> HttpResponse:
    """A page of proposals the person may see."""
    filters, given = _asked(request)
    number = request.GET.get("page", "1")
    page = page_of_proposals(scope_of(request), filters, int(number) if number.isdecimal() else 1)
    context = {
        "page": page,
        "rows": [_shown(row) for row in page.rows],
        "filters": filters,
        "given": given,
        "query": urlencode(given) + "&" if given else "",
        "choices": choices.filter_choices(scope_of(request), timezone.localdate()),
        "saved_views": list(SavedView.objects.filter(user_id=request.user.pk)),
        "search_words": filters.words,
    }
    partial = "#list" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"proposals/list.html{partial}", context)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    english = get_language() == "en"
    named = row["activity__name_en"] if english else row["activity__name_vi"]
    row["activity"] = named or row["activity_text"]
    row["level"] = PlanLevel(row["level"]).label
    row["state"] = ProposalState(row["state"]).label
    if row["beneficiary_count"] > 1:
        row["beneficiary_names"] = _("%(count)s establishments") % {"count": row["beneficiary_count"]}
    if row["kind"] != Kind.SINGLE:
        row["kind_label"] = Kind(row["kind"]).label
    return row


def export(request: HttpRequest) -> FileResponse:
    """What the filters show, all of it, as a workbook."""
    filters, _given = _asked(request)
    file = sheet_of(proposals_matching(scope_of(request), filters))
    return FileResponse(file, as_attachment=True, filename=_("proposals.xlsx"))
