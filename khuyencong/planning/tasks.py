"""Queued work of planning: reading, checking and registering uploaded workbooks."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from khuyencong.core.spreadsheet import Refused
from khuyencong.files.actions import accept_file, refuse_file
from khuyencong.files.storage import path_of
from khuyencong.planning import drafts
from khuyencong.planning.actions.drafting import CHECK_KIND, READ_KIND, REGISTER_KIND, register_draft
from khuyencong.planning.models import PlanDraft
from khuyencong.planning.states import DraftState
from khuyencong.planning.workbook.uploading import read_upload
from khuyencong.policy.queries import current_lawbook
from khuyencong.work.jobs import job
from khuyencong.work.jobs.progress import progress


@job(READ_KIND)
def read_draft(job: Any, *, draft: int, on: str) -> dict[str, Any]:
    """Read the workbook in a process of its own, keep what was read, judge it."""
    found = PlanDraft.objects.select_related("file").get(pk=draft)
    progress(job, 0, 3, _("Reading the workbook"))
    try:
        read = read_upload(path_of(found.file.sha256), drafts.activity_names(current_lawbook()))
    except Refused as refused:
        _refuse(found, refused)
    else:
        accept_file(file=found.file)
        progress(job, 1, 3, _("Keeping what was read"))
        drafts.keep_read_plan(found, read)
        drafts.check(found, on=datetime.date.fromisoformat(on), progress=_telling(job))
    return {"url": reverse("planning:draft", args=[found.reference])}


def _refuse(draft: PlanDraft, refused: Refused) -> None:
    reason = {language: refused.said(language)._asdict() for language in ("vi", "en")}
    with transaction.atomic():
        refuse_file(file=draft.file, reason=reason)
        PlanDraft.objects.filter(pk=draft.pk).update(state=DraftState.REFUSED, refusal=reason)


@job(CHECK_KIND)
def check_draft(job: Any, *, draft: int, on: str) -> dict[str, Any]:
    """Judge a long draft again after a correction."""
    found = PlanDraft.objects.get(pk=draft)
    drafts.check(found, on=datetime.date.fromisoformat(on), progress=_telling(job))
    return {"url": reverse("planning:draft", args=[found.reference])}


@job(REGISTER_KIND, max_attempts=1)
def register(job: Any, *, draft: int, version: int, on: str) -> dict[str, Any]:
    """Register a draft; once, together with the mark that it is done."""
    found = PlanDraft.objects.get(pk=draft)
    progress(job, 0, None, _("Registering the plan"))
    plan = register_draft(draft=found, version=version, by=job.requested_by, on=datetime.date.fromisoformat(on))
    return {"url": reverse("planning:plan", args=[plan.reference])}


def _telling(job: Any) -> drafts.Progress:
    def tell(done: int, total: int) -> None:
        progress(job, done, total, _("Checking line %(line)s of %(lines)s"), line=done, lines=total)

    return tell
