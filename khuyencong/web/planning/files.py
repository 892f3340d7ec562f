"""Workbooks and documents to take away."""

import io
import tempfile

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyencong.files.storage import path_of
from khuyencong.planning.documents.checked import write_with_notes
from khuyencong.planning.documents.consolidated import consolidated_plans, plan_document
from khuyencong.planning.drafts import activity_names, draft_notes, typed_cells
from khuyencong.planning.workbook.consolidated import write_consolidated
from khuyencong.planning.workbook.template import write_template
from khuyencong.policy.queries import current_lawbook
from khuyencong.web.planning.drafts import read_draft
from khuyencong.web.planning.plans import asked_summary

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def template(request: HttpRequest) -> FileResponse:
    """The workbook to fill in, with today's activities in its drop-down lists."""
    file = io.BytesIO()
    write_template(file, activity_names(current_lawbook()))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="mau-ke-hoach-khuyen-cong.xlsx")


def checked_workbook(request: HttpRequest, reference: str) -> FileResponse:
    """The uploaded plan with the findings as comments on its cells."""
    draft = read_draft(request, reference)
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it when it has been sent
    notes = [*draft_notes(draft)]
    write_with_notes(path_of(draft.file.sha256), notes, file, typed_cells(draft))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"doi-chieu-{draft.file.name.rsplit('.', 1)[0]}.xlsx")


def consolidated_workbook(request: HttpRequest) -> FileResponse:
    """The plans of a year together, with live formulas."""
    summary = asked_summary(request)
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it when it has been sent
    write_consolidated(file, consolidated_plans(summary))
    file.seek(0)
    name = _("consolidated-plan-%(year)s.xlsx") % {"year": summary.year}
    return FileResponse(file, as_attachment=True, filename=name)


def consolidated_document(request: HttpRequest) -> FileResponse:
    """The plans of a year together, as a Word document."""
    summary = asked_summary(request)
    content = plan_document(summary, on=timezone.localdate())
    name = _("consolidated-plan-%(year)s.docx") % {"year": summary.year}
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=WORD)
