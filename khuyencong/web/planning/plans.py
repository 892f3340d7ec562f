"""Annual plans: the list, one plan, and what a year's plans come to."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuyencong.core.search import counted
from khuyencong.planning.models import AnnualPlan
from khuyencong.planning.queries.summary import Summary, latest_year, summary_of, years_with_plans
from khuyencong.planning.states import Kind, PlanLevel
from khuyencong.web.findings import shown_kept
from khuyencong.web.pictures import MILLION_DONG, for_provinces, money_by
from khuyencong.web.reading import page_number, scope_of

PAGE_ROWS = 60


def plans(request: HttpRequest) -> HttpResponse:
    """The plans the person may see, newest first."""
    rows = AnnualPlan.objects.visible_to(scope_of(request)).select_related("province")
    year = request.GET.get("year", "")
    level = request.GET.get("level", "")
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(year=int(year))
    if level in PlanLevel.values:
        rows = rows.filter(level=level)
    number = page_number(request)
    start = (number - 1) * PAGE_ROWS
    shown = list(rows.order_by("-year", "province__sort_key", "level", "-pk")[start : start + PAGE_ROWS])
    total, more = counted(rows)
    context = {
        "plans": shown,
        "years": years_with_plans(scope_of(request)),
        "year": year,
        "level": level,
        "levels": PlanLevel.choices,
        "page": _page(number, len(shown), total, more),
        "query": f"year={year}&level={level}&",
    }
    return render(request, "planning/plans.html", context)


def _page(number: int, rows: int, total: int, more: bool) -> dict[str, Any]:
    first = (number - 1) * PAGE_ROWS + 1
    last = first + rows - 1
    return {
        "number": number,
        "total": total,
        "more": more,
        "first_row": first,
        "last_row": last,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if rows == PAGE_ROWS and (more or last < total) else None,
    }


def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """One plan with its lines and what the rules said of the list."""
    found = (
        AnnualPlan.objects.visible_to(scope_of(request))
        .select_related("province", "organisation", "judgement", "source_file")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Http404
    lines = found.proposals.order_by("position").values(
        "reference", "order_number", "name", "beneficiary_names", "kind", "total", "support", "verdict"
    )
    context = {
        "plan": found,
        "lines": list(lines[:500]),
        "findings": shown_kept(found.judgement.findings) if found.judgement else [],
        "kinds": dict(Kind.choices),
    }
    return render(request, "planning/plan.html", context)


def asked_summary(request: HttpRequest) -> Summary:
    """The summary of the year and level in the query; of the newest year where none is given."""
    scope = scope_of(request)
    asked = request.GET.get("year", "")
    level = request.GET.get("level", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else latest_year(scope) or timezone.localdate().year
    return summary_of(scope, year=year, level=level if level in PlanLevel.values else "")


def summary(request: HttpRequest) -> HttpResponse:
    """What a year's plans come to, in figures and pictures."""
    scope = scope_of(request)
    found = asked_summary(request)
    context = {
        "summary": found,
        "years": years_with_plans(scope),
        "levels": PlanLevel.choices,
        "kinds": dict(Kind.choices),
        "pictures": _pictures(found, national=scope.national) if found.lines else [],
        "query": f"year={found.year}&level={found.level}",
    }
    return render(request, "planning/summary.html", context)


def _pictures(found: Summary, *, national: bool) -> list[Any]:
    english = get_language() == "en"
    named = "activity__name_en" if english else "activity__name_vi"
    rows = [
        (row[named] or _("activity not recognised"), {s: row[f"support_{s}"] for s in ("national", "local")})
        for row in found.by_activity[:12]
    ]
    made = [
        money_by(
            _("What does the money go to?"),
            rows,
            {"national": _("National money"), "local": _("Local money")},
            head=_("Activity"),
        )
    ]
    if national:
        made.append(for_provinces(_("Where does the money go?"), found.by_province_today(), unit=MILLION_DONG))
    return made
