"""Making two records one, after seeing them side by side, and taking that back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khuyencong.core.refusals import Conflict, UnusableInput, WrongState
from khuyencong.directory import permissions
from khuyencong.directory.actions.merging import FILLED, merge_establishments
from khuyencong.directory.actions.merging import undo_merge as take_back
from khuyencong.directory.models import Establishment, EstablishmentMerge
from khuyencong.directory.queries.establishments import similar
from khuyencong.directory.queries.people import Scope
from khuyencong.web.establishments.forms import ReasonForm, refused
from khuyencong.web.establishments.masking import masked
from khuyencong.web.establishments.one import found, standing
from khuyencong.web.reading import scope_of

SHOWN = 20
SIDE_BY_SIDE = ("name", "kind", "tax_code", "province", "unit", "address", "founded_on", "representative_name", "phone")


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the two records and what the kept one will have."""

    label: str
    kept: str
    other: str
    result: str
    filled: bool


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other record, look at both, say why, merge."""
    kept = standing(request, pk)
    today = timezone.localdate()
    permissions.require(permissions.may_merge(request.user, kept, today))
    asked = request.POST.get("other") or request.GET.get("other", "")
    if not asked.isdecimal():
        return render(request, "establishments/merge_choice.html", _choice(request, kept))
    other = standing(request, int(asked))
    permissions.require(permissions.may_merge(request.user, other, today))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            merge_establishments(kept=kept, merged=other, by=request.user, reason=form.cleaned_data["reason"], on=today)
        except (UnusableInput, Conflict, WrongState) as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The two records are one now. This can be taken back below."))
            return redirect("establishments:establishment", pk=kept.pk)
    context = {
        "kept": kept,
        "other": other,
        "form": form,
        "rows": [_row(name, kept, other) for name in SIDE_BY_SIDE],
        "moving": _moving(other),
        "obstacle": _obstacle(kept, other),
    }
    return render(request, "establishments/merge.html", context, status=422 if form.errors else 200)


@require_POST
def undo_merge(request: HttpRequest, pk: int, merge_pk: int) -> HttpResponse:
    """Take a merge back."""
    kept = found(request, pk)
    merge = get_object_or_404(EstablishmentMerge, pk=merge_pk, kept=kept)
    take_back(merge=merge, by=request.user, on=timezone.localdate())
    messages.success(request, _("The merge is taken back: both records stand again."))
    return redirect("establishments:establishment", pk=kept.pk)


def _choice(request: HttpRequest, kept: Establishment) -> dict[str, Any]:
    scope: Scope = scope_of(request)
    words = request.GET.get("q", "").strip()[:200]
    if words:
        rows = Establishment.objects.standing().visible_to(scope).found_by(words).sorted_by_name()
        rows = rows.exclude(pk=kept.pk)[:SHOWN]
    else:
        rows = similar(kept.name, scope.province_ids or {kept.province_id}, tax_code=kept.tax_code)
    fitting = [
        row
        for row in rows.select_related("province")
        if row.pk != kept.pk and scope.covers(province_id=row.province_id, unit_id=row.unit_id)
    ]
    return {"kept": kept, "rows": fitting, "words": words}


def _row(name: str, kept: Establishment, other: Establishment) -> Row:
    mine, theirs = _words(kept, name), _words(other, name)
    column = "unit_id" if name == "unit" else name
    filled = column in FILLED and not getattr(kept, column) and bool(getattr(other, column))
    own = {"province": _("Province"), "unit": _("Commune")}
    label = own.get(name) or str(Establishment._meta.get_field(name).verbose_name)
    return Row(label, mine or "–", theirs or "–", (theirs if filled else mine) or "–", filled)


def _words(one: Establishment, name: str) -> str:
    if name == "kind":
        return str(one.get_kind_display())
    if name == "founded_on":
        return date_format(one.founded_on, "SHORT_DATE_FORMAT") if one.founded_on else ""
    if name in ("representative_name", "phone"):
        return masked(getattr(one, name))
    return str(getattr(one, name) or "")


def _moving(other: Establishment) -> list[tuple[str, int]]:
    return [
        (_("lines of support:"), other.support_lines.count()),
        (_("numbers noted:"), other.facts.count()),
        (_("trades stated:"), other.trades.count()),
    ]


def _obstacle(kept: Establishment, other: Establishment) -> str:
    if kept.pk == other.pk:
        return _("This is the same record. Choose another.")
    if kept.tax_code and other.tax_code and kept.tax_code != other.tax_code:
        return _("The two have different tax codes. Correct the wrong one first, if they are the same establishment.")
    return ""
