"""Uploading a plan workbook and looking at what was read from it."""

import contextlib
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from khuyencong.core.refusals import WrongState
from khuyencong.planning import permissions
from khuyencong.planning.actions.drafting import read_again, upload_plan
from khuyencong.planning.drafts import written_facts
from khuyencong.planning.models import PlanDraft
from khuyencong.planning.queries.drafting import before_registering, draft_page, reading_of
from khuyencong.planning.states import DraftState
from khuyencong.planning.workbook.columns import PLAN
from khuyencong.planning.workbook.problems import Problem
from khuyencong.planning.workbook.problems import sentence as problem_sentence
from khuyencong.web.findings import shown_kept
from khuyencong.web.reading import page_number, scope_of

MAX_BYTES = 20 * 1024 * 1024


class UploadForm(forms.Form):
    """One workbook."""

    file = forms.FileField(
        label=_("Plan workbook"),
        help_text=_("An .xlsx or .ods file of at most 20 MB, on the form you can take from this site or on your own."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods"}),
        error_messages={
            "required": _("No file was chosen. Choose the workbook on your machine and upload it again."),
            "empty": _("The file is empty. Save the workbook again and choose it anew."),
        },
    )

    def clean_file(self) -> Any:
        """Refuse at once what is too large to be looked at."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 20 MB. A plan needs far less: remove pictures and empty sheets.")
            )
        return file


def new(request: HttpRequest) -> HttpResponse:
    """Choose a workbook and upload it."""
    may = permissions.may_draft(request.user, timezone.localdate())
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        draft = upload_plan(chunks=file.chunks(), name=file.name, by=request.user, on=timezone.localdate())
        return redirect("planning:draft", reference=draft.reference)
    return render(request, "planning/new_draft.html", {"form": form, "may": may}, status=422 if form.errors else 200)


def own_draft(request: HttpRequest, reference: str) -> PlanDraft:
    """The person's own draft; «not found» for everybody else."""
    rows = PlanDraft.objects.select_related("file", "organisation", "plan")
    return get_object_or_404(rows, reference=reference, created_by_id=request.user.pk)


def read_draft(request: HttpRequest, reference: str) -> PlanDraft:
    """The person's own draft, once there is something read to show; a refused file is never opened again."""
    found = own_draft(request, reference)
    if found.state not in (DraftState.READY, DraftState.REGISTERED):
        raise Http404
    return found


def draft(request: HttpRequest, reference: str) -> HttpResponse:
    """What was read, with the findings in place beside each row."""
    found = own_draft(request, reference)
    if found.state == DraftState.READING:
        return _being_read(request, found)
    if found.state == DraftState.REGISTERED and found.plan:
        return redirect("planning:plan", reference=found.plan.reference)
    if found.state == DraftState.REFUSED:
        return render(request, "planning/refused_draft.html", {"draft": found, "refusal": found.refusal}, status=422)
    page = draft_page(found, show=request.GET.get("show", ""), number=page_number(request))
    if page is None:
        raise Http404
    context = {
        "draft": found,
        "page": page,
        "rows": [row_shown(row) for row in page.rows],
        "facts": facts_shown(found),
        "before": before_registering(scope_of(request), written_facts(found), on=timezone.localdate()),
        "header_problems": problems_shown(found.header.get("problems", [])),
        "findings": shown_kept(found.findings),
        "checking": bool(found.job_reference) and reading_of(found).goes_on,
        "show": request.GET.get("show", ""),
        "query": f"show={request.GET.get('show', '')}&",
    }
    return render(request, "planning/draft.html", context)


def _being_read(request: HttpRequest, found: PlanDraft) -> HttpResponse:
    """On to the page of the job while it goes on; why it broke off, and what to do, once it has."""
    state = reading_of(found)
    if state.goes_on:
        return redirect("jobs:job", reference=found.job_reference)
    return render(request, "planning/stopped_draft.html", {"draft": found, "reading": state})


@require_POST
def reading(request: HttpRequest, reference: str) -> HttpResponse:
    """Have a workbook read anew whose reading broke off."""
    found = own_draft(request, reference)
    with contextlib.suppress(WrongState):
        read_again(draft=found, by=request.user, on=timezone.localdate())
    return redirect("planning:draft", reference=reference)


def facts_shown(found: PlanDraft) -> list[tuple[str, str]]:
    """The plan's own facts as typed, with their headings."""
    raw = found.header["facts"]["raw"]
    return [(column.heading, raw.get(column.field, "")) for column in PLAN]


def problems_shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Problems of the workbook in the language of the page, errors first."""
    language = get_language() or "vi"
    shown = []
    for row in rows:
        problem = Problem.from_json(row)
        said = problem_sentence(problem, language)
        shown.append(
            {"problem": problem, "reason": said.reason, "remedy": said.remedy, "error": problem.severity == "error"}
        )
    return sorted(shown, key=lambda one: not one["error"])


def row_shown(row: Any) -> dict[str, Any]:
    """One row of the workbook with its cells, problems and findings."""
    cells = row.cells
    return {
        "row": row.row,
        "kept": row.kept,
        "verdict": row.verdict,
        "joined": row.group_start != row.row,
        "order": cells.get("order_number", ""),
        "name": cells.get("name") or cells.get("raw", {}).get("name", ""),
        "beneficiary": cells.get("beneficiary", ""),
        "total": cells.get("total"),
        "support": (cells.get("support_national") or 0) + (cells.get("support_local") or 0),
        "problems": problems_shown(row.problems),
        "findings": shown_kept(row.findings),
    }
