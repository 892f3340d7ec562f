"""Putting an establishment into the register, and correcting what stands there."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khuyencong.audit.queries import acts_on
from khuyencong.core.refusals import Conflict, Refusal, UnusableInput
from khuyencong.directory import permissions
from khuyencong.directory.actions.establishments import correct_establishment, register_establishment
from khuyencong.directory.models import Establishment
from khuyencong.directory.permissions import REGISTERING
from khuyencong.directory.queries.gazetteer import Gazetteer
from khuyencong.directory.queries.provinces import choices_for
from khuyencong.web.establishments.forms import EstablishmentForm, refused
from khuyencong.web.establishments.one import standing
from khuyencong.web.reading import memberships_of, scope_of

COMPARED = ("name", "kind", "tax_code", "address", "founded_on")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field as typed and as somebody else saved it meanwhile."""

    label: Any
    typed: str
    saved: str


def register(request: HttpRequest) -> HttpResponse:
    """A new establishment."""
    permissions.require(any(held.role in REGISTERING for held in memberships_of(request)))
    today = timezone.localdate()
    form = _form(request, today)
    if request.method == "POST" and form.is_valid():
        try:
            made = register_establishment(by=request.user, on=today, **form.values())
        except (UnusableInput, Conflict) as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The establishment is in the register."))
            return redirect("establishments:establishment", pk=made.pk)
    return render(request, "establishments/register.html", {"form": form}, status=422 if form.errors else 200)


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record; what somebody else saved meanwhile is shown beside, never overwritten unseen."""
    establishment = standing(request, pk)
    today = timezone.localdate()
    permissions.require(
        permissions.may_register(
            request.user, today, province_id=establishment.province_id, unit_id=establishment.unit_id
        )
    )
    form = _form(request, today, establishment)
    meanwhile: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            correct_establishment(
                establishment=establishment,
                changes=form.values(),
                by=request.user,
                on=today,
                revision=form.cleaned_data["revision"],
            )
        except (UnusableInput, Conflict) as refusal:
            meanwhile = _told(form, refusal, establishment)
        else:
            messages.success(request, _("The record is corrected."))
            return redirect("establishments:establishment", pk=pk)
    context = {
        "form": form,
        "establishment": establishment,
        "meanwhile": meanwhile,
        "last_act": acts_on(establishment).first() if meanwhile else None,
    }
    status = 409 if meanwhile else 422 if form.errors else 200
    return render(request, "establishments/correct.html", context, status=status)


def _form(request: HttpRequest, on: datetime.date, before: Establishment | None = None) -> EstablishmentForm:
    scope = scope_of(request)
    here = Gazetteer.for_day(on)
    communes = [here.places[pk] for pk in scope.commune_ids if pk in here.places]
    data = request.POST if request.method == "POST" else None
    return EstablishmentForm(data, provinces=choices_for(scope, on), own_communes=communes, on=on, before=before)


def _told(form: EstablishmentForm, refusal: Refusal, now: Establishment) -> list[Difference]:
    """A changed record: both versions, and the next press of the button saves over it knowingly."""
    if refusal.field or not isinstance(refusal, Conflict):
        refused(form, refusal)
        return []
    now.refresh_from_db()
    differences = [
        Difference(form.fields[name].label, typed, saved)
        for name in COMPARED
        if (typed := _words(form, name, form.cleaned_data[name])) != (saved := _words(form, name, getattr(now, name)))
    ]
    form.data = form.data.copy()
    form.data["revision"] = str(now.revision)
    return differences or [Difference(_("Other fields"), "–", "–")]


def _words(form: EstablishmentForm, name: str, value: Any) -> str:
    if isinstance(value, datetime.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if name == "kind":
        return str(dict(form.fields["kind"].choices).get(value, value))
    return str(value or "–")
