"""Putting right what was read: the cells of one row, or the plan's own facts, as typed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuyencong.planning.actions.drafting import correct_facts, correct_line
from khuyencong.planning.models import PlanDraft, PlanDraftLine
from khuyencong.planning.workbook.columns import LINES, PLAN, Column, Type
from khuyencong.web.findings import shown_kept
from khuyencong.web.planning.drafts import problems_shown, read_draft

LONG = {"name", "note", "priority", "beneficiary", "implementing_body", "place"}


class CellsForm(forms.Form):
    """The cells as text, exactly as typed; reading them is the workbook's affair."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, columns: tuple[Column, ...], prefilled: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in columns:
            self.fields[column.field] = _field(column, prefilled.get(column.field, ""))

    def with_problems(self, problems: list[dict[str, Any]]) -> list[tuple[forms.BoundField, list[dict[str, Any]]]]:
        """Each visible field with what is wrong in its cell."""
        return [
            (field, [one for one in problems if one["problem"].column_field == field.name])
            for field in self.visible_fields()
        ]

    def cells(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: text for name, text in self.cleaned_data.items() if name not in ("version", "kept")}


def _field(column: Column, text: str) -> forms.Field:
    common = {"label": column.heading, "required": False, "initial": text, "help_text": column.help}
    if column.type is Type.CHOICE:
        words = list(column.choices.values())
        offered = [("", "")] + [(word, word) for word in ([text] if text and text not in words else []) + words]
        return forms.ChoiceField(choices=offered, **common)
    widget = forms.Textarea(attrs={"rows": 2}) if column.field in LONG else forms.TextInput()
    return forms.CharField(widget=widget, strip=True, max_length=2000, **common)


class LineForm(CellsForm):
    """The cells of one row, and whether it is kept."""

    kept = forms.BooleanField(
        label=_("Register this row"),
        required=False,
        help_text=_("Untick to leave the row out; it stays in the workbook."),
    )


def line(request: HttpRequest, reference: str, row: int) -> HttpResponse:
    """Correct one row in place."""
    draft = read_draft(request, reference)
    found = get_object_or_404(PlanDraftLine, draft=draft, row=row)
    raw = found.cells.get("raw", {})
    initial = {"version": draft.version, "kept": found.kept}
    form = LineForm(request.POST or None, columns=LINES, prefilled=raw, initial=initial)
    if request.method == "POST" and form.is_valid():
        correct_line(
            draft=draft,
            row=row,
            cells=form.cells(),
            kept=form.cleaned_data["kept"],
            version=form.cleaned_data["version"],
            by=request.user,
            on=timezone.localdate(),
        )
        return redirect(f"{reverse('planning:draft', args=[reference])}{_back_to(request)}#row-{row}")
    problems = problems_shown(found.problems)
    context = {
        "draft": draft,
        "line": found,
        "form": form,
        "cells": form.with_problems(problems),
        "problems": problems,
        "findings": shown_kept(found.findings),
    }
    return render(request, "planning/draft_line.html", context)


def _back_to(request: HttpRequest) -> str:
    page = request.GET.get("page", "")
    return f"?page={page}" if page.isdecimal() else ""


def facts(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct the plan's own facts."""
    draft: PlanDraft = read_draft(request, reference)
    raw = draft.header["facts"]["raw"]
    form = CellsForm(request.POST or None, columns=PLAN, prefilled=raw, initial={"version": draft.version})
    if request.method == "POST" and form.is_valid():
        correct_facts(
            draft=draft,
            cells=form.cells(),
            version=form.cleaned_data["version"],
            by=request.user,
            on=timezone.localdate(),
        )
        return redirect("planning:draft", reference=reference)
    problems = problems_shown(draft.header["problems"])
    context = {"draft": draft, "form": form, "cells": form.with_problems(problems), "problems": problems}
    return render(request, "planning/draft_facts.html", context)
