"""Stating a trade of an establishment, and noting a number about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyencong.core.refusals import UnusableInput
from khuyencong.directory import permissions
from khuyencong.directory.actions.establishments import note_fact, state_trade
from khuyencong.directory.models import Establishment, Trade
from khuyencong.web.establishments.forms import FactForm, TradeForm, refused
from khuyencong.web.establishments.one import standing


def trade(request: HttpRequest, pk: int) -> HttpResponse:
    """What the establishment does, one line more."""
    establishment = _correctable(request, pk)
    schemes = Trade.objects.order_by("scheme").values_list("scheme", flat=True).distinct()
    form = TradeForm(request.POST if request.method == "POST" else None, schemes=schemes)
    if request.method == "POST" and form.is_valid():
        stated = form.cleaned_data["trade"]
        try:
            state_trade(
                establishment=establishment,
                by=request.user,
                on=timezone.localdate(),
                trade_id=stated.pk if stated else None,
                words=form.cleaned_data["words"],
                since=form.cleaned_data["since"],
            )
        except UnusableInput as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The trade is noted."))
            return redirect("establishments:establishment", pk=pk)
    context = {"form": form, "establishment": establishment, "title": _("State a trade")}
    return render(request, "establishments/statement.html", context, status=422 if form.errors else 200)


def fact(request: HttpRequest, pk: int) -> HttpResponse:
    """Workers or money on a day."""
    establishment = _correctable(request, pk)
    today = timezone.localdate()
    form = FactForm(request.POST if request.method == "POST" else None, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            note_fact(establishment=establishment, by=request.user, on=today, **form.cleaned_data)
        except UnusableInput as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The number is noted."))
            return redirect("establishments:establishment", pk=pk)
    context = {"form": form, "establishment": establishment, "title": _("Note workers or money")}
    return render(request, "establishments/statement.html", context, status=422 if form.errors else 200)


def _correctable(request: HttpRequest, pk: int) -> Establishment:
    establishment = standing(request, pk)
    permissions.require(
        permissions.may_register(
            request.user,
            timezone.localdate(),
            province_id=establishment.province_id,
            unit_id=establishment.unit_id,
        )
    )
    return establishment
