"""One establishment: facts on a day, where it is, all its support, look-alikes, merged records, history."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyencong.audit.queries import acts_on
from khuyencong.core.refusals import WrongState
from khuyencong.directory import permissions, tax_codes
from khuyencong.directory.models import Establishment, EstablishmentFact, EstablishmentMerge, FactKind
from khuyencong.directory.queries.establishments import similar
from khuyencong.directory.queries.provinces import choices_for
from khuyencong.web.establishments.days import day_asked
from khuyencong.web.establishments.masking import masked
from khuyencong.web.establishments.recorded import recorded_on
from khuyencong.web.establishments.support import support_of
from khuyencong.web.establishments.where import Where, where
from khuyencong.web.reading import scope_of

HISTORY_SHOWN = 30
ACTS_READ = 500


@dataclass(frozen=True, slots=True)
class Fact:
    """The newest number of a kind known on the day."""

    label: str
    row: EstablishmentFact


def found(request: HttpRequest, pk: int) -> Establishment:
    """The establishment, merged ones too; «not found» for other provinces."""
    rows = Establishment.objects.visible_to(scope_of(request)).select_related(
        "province", "unit", "registered_for", "merged_into"
    )
    establishment = rows.filter(pk=pk).first()
    if establishment is None:
        raise Http404
    return establishment


def standing(request: HttpRequest, pk: int) -> Establishment:
    """
    As ``found``, for pages that change something.

    :raises WrongState: it was merged into another, and its own pages are over.
    """
    establishment = found(request, pk)
    if establishment.merged_into_id is not None:
        raise WrongState(
            _("This record was merged into another."), remedy=_("Open the one that was kept, or take the merge back.")
        )
    return establishment


def establishment(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one establishment; that of a merged record leads to the kept one."""
    shown = found(request, pk)
    if shown.merged_into_id is not None:
        response = redirect("establishments:establishment", pk=shown.merged_into_id)
        response["Location"] += f"?from={pk}"
        return response
    return render(request, "establishments/establishment.html", page_of(request, shown))


def page_of(request: HttpRequest, shown: Establishment) -> dict[str, Any]:
    """Everything the page shows, in a constant number of queries."""
    today = timezone.localdate()
    day = day_asked(request, today)
    scope = scope_of(request)
    acts = list(acts_on(shown)[:ACTS_READ])
    recorded = recorded_on(shown, acts, day)
    merges = list(
        EstablishmentMerge.objects.filter(kept=shown).select_related("merged", "merged_by").order_by("-pk")[:50]
    )
    may_correct = permissions.may_register(request.user, today, province_id=shown.province_id, unit_id=shown.unit_id)
    return {
        "establishment": shown,
        "day": day,
        "today": today,
        "recorded": recorded,
        "tax_problem": _tax_problem(recorded.values["tax_code"]),
        "tax_missing": not recorded.values["tax_code"],
        "places": _places(recorded.values["unit_id"] or recorded.values["province_id"], day, today),
        "facts": _facts(shown, day),
        "trades": [row for row in shown.trades.select_related("trade").order_by("pk") if _held(row, day)],
        "representative": masked(shown.representative_name),
        "phone": masked(shown.phone),
        "support": support_of(shown.pk, scope),
        "look_alikes": _look_alikes(shown, scope, today),
        "merges": merges,
        "came_from": next((m for m in merges if str(m.merged_id) == request.GET.get("from")), None),
        "history": acts[:HISTORY_SHOWN],
        "may_correct": may_correct,
        "may_merge": permissions.may_merge(request.user, shown, today),
    }


def _tax_problem(code: str) -> str:
    result = tax_codes.check(code)
    return str(tax_codes.REASONS[result]) if isinstance(result, tax_codes.Problem) else ""


def _places(unit_id: int, day: datetime.date, today: datetime.date) -> list[Where]:
    """On the map of the day, and on that of today where it says something else."""
    there, now = where(unit_id, day), where(unit_id, today)
    return [there] if there.places == now.places else [there, now]


def _facts(shown: Establishment, day: datetime.date) -> list[Fact]:
    newest: dict[str, EstablishmentFact] = {}
    for row in shown.facts.filter(as_of__lte=day).order_by("as_of", "pk"):
        newest[row.kind] = row
    return [Fact(str(label), newest[kind]) for kind, label in FactKind.choices if kind in newest]


def _held(row: Any, day: datetime.date) -> bool:
    return row.valid_from is None or row.valid_from <= day


def _look_alikes(shown: Establishment, scope: Any, today: datetime.date) -> list[Establishment]:
    choice = next((c for c in choices_for(scope, today) if shown.province_id in c.unit_ids), None)
    provinces = choice.unit_ids if choice else frozenset({shown.province_id})
    rows = similar(shown.name, provinces, tax_code=shown.tax_code).select_related("province")
    return [
        row for row in rows if row.pk != shown.pk and scope.covers(province_id=row.province_id, unit_id=row.unit_id)
    ]
