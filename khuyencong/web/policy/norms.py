"""Norms on a day, between two days, one by one; and the officer's signature under one."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from khuyencong.core.refusals import UnusableInput
from khuyencong.directory.models import AdministrativeUnit
from khuyencong.policy import actions, permissions, queries
from khuyencong.policy.models import Activity, SupportNorm
from khuyencong.policy.queries import Line
from khuyencong.web.policy.forms import Confirmation, Lookup, TwoDays
from khuyencong.web.policy.wording import CHANGES, EVIDENCE, WHY, bare_figure, shown

BEFORE_CIRCULAR_28 = datetime.date(2018, 5, 10)


def listing(request: HttpRequest) -> HttpResponse:
    """«Quy định có hiệu lực»: the norms of a day, of the country and of a province."""
    day, asked = _day(request, "day", timezone.localdate())
    activities = list(Activity.objects.filter(proposable=True))
    form = Lookup(asked, provinces=_provinces(day), activities=activities)
    lines: list[Line] = []
    if form.is_valid():
        lines = queries.norms_on(day, form.place, form.wanted_activity, form.wanted_standing)
    place = form.place if form.is_valid() else None
    context = {
        "form": form,
        "day": day,
        "place": place,
        "rows": [shown(line) for line in lines],
        "unsure": sum(not line.standing.sure for line in lines),
        "only_shown": [shown(line) for line in queries.shown_only(day, place)] if place else [],
        "without": _without_norm(form, lines, activities, day),
        "deadlines": queries.deadlines_on(day),
        "unknowns": queries.unknowns(),
    }
    return render(request, "policy/norms.html", context)


def _without_norm(form: Lookup, lines: list[Line], activities: list[Activity], day: datetime.date) -> list[Activity]:
    """Activities for which no norm holds; not asked for when the list is narrowed by certainty."""
    if not form.is_valid() or form.wanted_standing:
        return []
    having = {line.row.activity_id for line in lines}
    wanted = [form.wanted_activity] if form.wanted_activity else activities
    return [a for a in wanted if a.norm_of_id not in having and (a.valid_from is None or a.valid_from <= day)]


def difference(request: HttpRequest) -> HttpResponse:
    """The norms of two days side by side."""
    before, asked_before = _day(request, "before", BEFORE_CIRCULAR_28)
    after, asked_after = _day(request, "after", timezone.localdate())
    form = TwoDays(asked_before | {"after": asked_after["after"]}, provinces=_provinces(after))
    changes = []
    if form.is_valid():
        changes = queries.difference(before, after, form.place)
    counts = {kind: sum(change.kind == kind for change in changes) for kind in CHANGES}
    if form.is_valid() and not form.cleaned_data["unchanged"]:
        changes = [change for change in changes if change.kind != "same"]
    context = {
        "form": form,
        "before": before,
        "after": after,
        "rows": [_side_by_side(change) for change in changes],
        "counts": [(CHANGES[kind], count) for kind, count in counts.items() if count],
    }
    return render(request, "policy/difference.html", context)


def _side_by_side(change: queries.Change) -> dict[str, Any]:
    weight, label = CHANGES[change.kind]
    return {
        "activity": change.activity,
        "sides": [shown(line) if line else None for line in (change.before, change.after)],
        "weight": weight,
        "label": label,
        "local": change.local,
    }


def one(request: HttpRequest, key: str) -> HttpResponse:
    """One norm: what it says, on what authority, how it came to be, what is not known of it."""
    line = _line(key)
    row = line.row
    tier = queries.advance_tier(row.activity)
    context = shown(line) | {
        "row": row,
        "why": WHY[line.standing],
        "read_in": EVIDENCE.get(row.evidence, ""),
        "after_reading": queries.after_verified_until(row) if line.standing is queries.Standing.READ_UNTIL else None,
        "confirmation": getattr(row, "confirmation", None),
        "history": [shown(other) for other in queries.history(row, timezone.localdate())],
        "papers": queries.papers_of(row.activity),
        "tier": tier,
        "may_confirm": _may_confirm(request, line),
        "confirmable": _confirmable(line),
    }
    return render(request, "policy/norm.html", context)


def confirmation(request: HttpRequest, key: str) -> HttpResponse:
    """The officer compares the figure with the text and signs."""
    line = _line(key)
    if not permissions.may_change_norms_of(request.user, line.row.territory, on=timezone.localdate()):
        raise PermissionDenied
    form = Confirmation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_norm(norm=line.row, officer=request.user, on=timezone.localdate(), **form.cleaned_data)
        except UnusableInput as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("The norm is confirmed. From now a proposal over it is blocked."))
            return redirect("policy:norm", key=key)
    context = shown(line) | {"form": form, "row": line.row, "bare": bare_figure(line.norm)}
    return render(request, "policy/confirmation.html", context)


def _line(key: str) -> Line:
    rows = SupportNorm.objects.select_related("activity", "instrument", "territory", "confirmation", "entered_by")
    return queries.line_of(get_object_or_404(rows, key=key), timezone.localdate())


def _confirmable(line: Line) -> bool:
    row = line.row
    dated = row.valid_from is not None and row.repealed_by_id is None
    return dated and row.has_figure and not line.standing.sure and line.standing is not queries.Standing.DERIVED


def _may_confirm(request: HttpRequest, line: Line) -> bool:
    if not _confirmable(line):
        return False
    return permissions.may_change_norms_of(request.user, line.row.territory, on=timezone.localdate())


def _day(request: HttpRequest, name: str, default: datetime.date) -> tuple[datetime.date, dict[str, str]]:
    """The day asked for and the question with it written out; an unreadable one stays as it is, for the form to say."""
    asked = {key: value for key, value in request.GET.items() if value}
    day = _typed(asked[name]) if name in asked else default
    if day is None:
        return default, asked
    return day, asked | {name: f"{day:%d/%m/%Y}"}


def _typed(text: str) -> datetime.date | None:
    """A day as 2018-05-11 or 11/05/2018."""
    try:
        return parse_date("-".join(part.zfill(2) for part in reversed(text.strip().split("/"))))
    except ValueError:
        return None


def _provinces(day: datetime.date) -> list[AdministrativeUnit]:
    return list(AdministrativeUnit.objects.provinces().on(day).sorted_by_name())
