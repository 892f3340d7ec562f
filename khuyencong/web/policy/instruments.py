"""Legal instruments: the list with its line of time, and one of them."""

import datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuyencong.core import text
from khuyencong.policy.models import LegalInstrument
from khuyencong.policy.queries import line_of
from khuyencong.policy.queries.lawbook import norm_rows
from khuyencong.web.policy.wording import shown

FIRST_YEAR = 2004
STATES = {
    "in_force": ("holds", _("in force")),
    "ended": ("informs", _("no longer in force")),
    "coming": ("asks", _("not yet in force")),
    "unknown": ("warns", _("days not read")),
    "draft": ("warns", _("draft, not law")),
}
READ_IN = {
    "V": _("the text was read"),
    "V2": _("read in a secondary text only"),
    "R": _("known from memory, not read"),
}


def listing(request: HttpRequest) -> HttpResponse:
    """All instruments, newest first, with the time each was in force."""
    today = timezone.localdate()
    words = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("state", "")
    rows = [_row(one, today) for one in _all() if _fits(one, words)]
    context = {
        "rows": [row for row in rows if not state or row["state"] == state],
        "words": words,
        "state": state,
        "states": [(code, label) for code, (_weight, label) in STATES.items()],
        "first_year": FIRST_YEAR,
        "last_year": today.year,
    }
    return render(request, "policy/instruments.html", context)


def one(request: HttpRequest, key: str) -> HttpResponse:
    """One instrument: its days, what it changed, what changed it, the norms that stand on it."""
    today = timezone.localdate()
    instrument = get_object_or_404(LegalInstrument.objects.select_related("territory"), key=key)
    norms = norm_rows(instrument.norms.order_by("activity__position", "pk"))
    context = _row(instrument, today) | {
        "made": list(instrument.changes_made.select_related("amended")),
        "suffered": list(instrument.changes_suffered.select_related("amending")),
        "norms": [shown(line_of(norm, today)) for norm in norms],
        "deadlines": list(instrument.deadlines.order_by("code", "valid_from", "pk")),
    }
    return render(request, "policy/instrument.html", context)


def _all() -> list[LegalInstrument]:
    newest = F("issued_on").desc(nulls_last=True)
    return list(LegalInstrument.objects.select_related("territory").order_by(newest, "-valid_from", "pk"))


def _fits(one: LegalInstrument, words: str) -> bool:
    known = text.fold(f"{one.cited_as} {one.title_vi} {one.issuer_vi}")
    return all(word in known for word in text.words(words))


def _row(one: LegalInstrument, today: datetime.date) -> dict[str, Any]:
    state = _state(one, today)
    weight, label = STATES[state]
    return {
        "instrument": one,
        "state": state,
        "weight": weight,
        "label": label,
        "read_in": READ_IN.get(one.read_in, ""),
        "span": _span(one, today),
    }


def _state(one: LegalInstrument, today: datetime.date) -> str:
    if one.kind == "draft":
        return "draft"
    if one.valid_to is not None and one.valid_to <= today:
        return "ended"
    if one.valid_from is None:
        return "unknown"
    return "in_force" if one.valid_from <= today else "coming"


def _span(one: LegalInstrument, today: datetime.date) -> dict[str, int] | None:
    """Where its time lies on a line from the first year to the end of this one, in thousandths."""
    if one.valid_from is None:
        return None
    first, last = datetime.date(FIRST_YEAR, 1, 1), datetime.date(today.year, 12, 31)
    whole = (last - first).days
    begins = max((one.valid_from - first).days, 0)
    ends = min(((one.valid_to or last) - first).days, whole)
    if ends <= begins:
        return None
    return {"x": begins * 1000 // whole, "width": max((ends - begins) * 1000 // whole, 8)}
