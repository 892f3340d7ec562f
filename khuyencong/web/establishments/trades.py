"""Lists of trades (VSIC): what is loaded, a search in it, loading one."""

import datetime
import tempfile
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from khuyencong.core.refusals import UnusableInput
from khuyencong.core.search import matching
from khuyencong.core.spreadsheet.guard import inspect
from khuyencong.core.spreadsheet.refused import Refused
from khuyencong.directory import permissions
from khuyencong.directory.actions.trades import load_trades
from khuyencong.directory.models import Trade
from khuyencong.web.establishments.days import DayField
from khuyencong.web.establishments.forms import refused

SHOWN = 60
LARGEST = 5 * 1024 * 1024
ENDINGS = (".csv", ".xlsx")


class LoadForm(forms.Form):
    """Which file, which version, since when."""

    scheme = forms.CharField(
        label=gettext_lazy("Trade list"), max_length=30, help_text=gettext_lazy("Its name and year: VSIC 2025.")
    )
    valid_from = DayField(label=gettext_lazy("In force from"))
    valid_to = DayField(
        label=gettext_lazy("Until, not including"),
        required=False,
        help_text=gettext_lazy("Leave empty while the end is not known."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV in UTF-8, with a heading line: «Mã ngành», «Tên ngành»."),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith(ENDINGS):
            raise forms.ValidationError(_("Only .xlsx and .csv are read. Save the file as one of them."))
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB. A list of trades is much smaller; check it."))
        if (file.name or "").lower().endswith(".xlsx"):
            _refuse_hostile(file)
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begin: datetime.date | None = data.get("valid_from")
        end: datetime.date | None = data.get("valid_to")
        if begin and end and end <= begin:
            self.add_error("valid_to", _("The end must come after the beginning."))
        return data


def _refuse_hostile(file: UploadedFile) -> None:
    """A bomb, a macro file under another name or a damaged one never reaches the reader."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        try:
            inspect(copy.name, size_limit=LARGEST)
        except Refused as refusal:
            raise forms.ValidationError(list(refusal.said(get_language() or "vi"))) from None
    file.seek(0)


def trades(request: HttpRequest) -> HttpResponse:
    """The lists that are loaded, and a search in them."""
    words = request.GET.get("q", "").strip()[:200]
    scheme = request.GET.get("scheme", "")
    lists = Trade.objects.values("scheme").annotate(
        lines=Count("pk"), valid_from=Min("valid_from"), valid_to=Max("valid_to")
    )
    rows = Trade.objects.filter(scheme=scheme) if scheme else Trade.objects.all()
    context = {
        "lists": list(lists.order_by("-valid_from", "scheme")),
        "rows": list(matching(rows, words).order_by("-valid_from", "scheme", "code")[:SHOWN])
        if words or scheme
        else [],
        "asked": bool(words or scheme),
        "words": words,
        "scheme": scheme,
        "shown": SHOWN,
        "may_load": permissions.may_load_trades(request.user, timezone.localdate()),
    }
    return render(request, "establishments/trades.html", context)


def load(request: HttpRequest) -> HttpResponse:
    """Load a list from a file."""
    today = timezone.localdate()
    permissions.require(permissions.may_load_trades(request.user, today))
    form = LoadForm(request.POST, request.FILES) if request.method == "POST" else LoadForm()
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        file = data.pop("file")
        try:
            loaded = load_trades(file=file, filename=file.name, by=request.user, on=today, **data)
        except UnusableInput as refusal:
            refusal.field = refusal.field or "file"
            refused(form, refusal)
        else:
            words = _("%(created)s new lines, %(corrected)s names corrected.")
            messages.success(request, words % {"created": loaded.created, "corrected": loaded.corrected})
            return redirect("establishments:trades")
    return render(request, "establishments/load_trades.html", {"form": form}, status=422 if form.errors else 200)
