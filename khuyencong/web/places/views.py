"""What was and what is this place on a day."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from khuyencong.directory.models import (
    AdministrativeUnit,
    Level,
    OrganisationKind,
    PlaceAttribute,
    PlaceEvent,
    RegionMembership,
)
from khuyencong.directory.models.dated import CERTAINTIES
from khuyencong.web.establishments.days import day_asked
from khuyencong.web.places.bodies import bodies_on
from khuyencong.web.places.search import matches_of, search

CHILDREN_SHOWN = 400


def places(request: HttpRequest) -> HttpResponse:
    """Search a place; without words, the provinces of the day with their regions, and the changes of the map."""
    today = timezone.localdate()
    day = day_asked(request, today)
    words = request.GET.get("q", "").strip()[:100]
    context: dict[str, Any] = {"day": day, "today": today, "words": words}
    if words:
        context["answer"] = search(words, day)
    else:
        context["provinces"] = _provinces(day)
        context["changes"] = list(PlaceEvent.objects.order_by("-on", "-pk"))
    return render(request, "places/list.html", context)


def place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place under one name and code: when it was so, in what, from what, into what; its regions and bodies."""
    unit = get_object_or_404(AdministrativeUnit.objects.select_related("parent", "parent__parent"), pk=pk)
    today = timezone.localdate()
    day = day_asked(request, today)
    [match] = matches_of([unit])
    context = {
        "unit": unit,
        "match": match,
        "day": day,
        "today": today,
        "holds": unit.holds_on(day),
        "children": list(_children(unit, day)),
        "attributes": list(PlaceAttribute.objects.on(day).filter(unit=unit).order_by("kind", "pk")),
        "certainties": dict(CERTAINTIES),
    }
    if unit.level == Level.PROVINCE:
        forms = [unit.pk, *(one.unit.pk for one in match.same)]
        context |= {
            "regions": list(_regions(forms)),
            "bodies": bodies_on(forms, day),
            "body_kinds": dict(OrganisationKind.choices),
        }
    return render(request, "places/place.html", context)


def _provinces(day: datetime.date) -> list[dict[str, Any]]:
    units = AdministrativeUnit.objects.on(day).provinces().sorted_by_name()
    regions: dict[int, list[Any]] = {}
    rows = RegionMembership.objects.on(day).filter(province__in=units).select_related("region")
    for row in rows.order_by("purpose", "pk"):
        regions.setdefault(row.province_id, []).append(row.region)
    return [{"unit": unit, "regions": regions.get(unit.pk, [])} for unit in units]


def _regions(forms: list[int]) -> "QuerySet[RegionMembership]":
    rows = RegionMembership.objects.filter(province_id__in=forms)
    return rows.select_related("region").order_by("purpose", "valid_from")


def _children(unit: AdministrativeUnit, day: datetime.date) -> "QuerySet[AdministrativeUnit]":
    # on a day outside its own time, the parts it had when it was so
    when = day if unit.holds_on(day) else (unit.valid_to or day) - datetime.timedelta(days=1)
    when = max(when, unit.valid_from)
    rows = AdministrativeUnit.objects.on(when).filter(parent__code=unit.code, parent__level=unit.level)
    return rows.sorted_by_name()[:CHILDREN_SHOWN]
