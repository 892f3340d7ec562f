"""The life of an uploaded workbook: taken in, read, corrected, registered or thrown away."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from khuyencong.audit.actions import record_act
from khuyencong.core.refusals import Conflict, WrongState
from khuyencong.files.actions import keep_file
from khuyencong.planning import drafts, permissions
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.models import AnnualPlan, PlanDraft, PlanDraftLine
from khuyencong.planning.queries.drafting import reading_of
from khuyencong.planning.states import DraftState
from khuyencong.work.jobs.actions import enqueue
from khuyencong.work.models import Job

READ_KIND = "planning.read_draft"
CHECK_KIND = "planning.check_draft"
REGISTER_KIND = "planning.register_draft"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@transaction.atomic
def upload_plan(*, chunks: Iterable[bytes], name: str, by: Any, on: datetime.date) -> PlanDraft:
    """
    Take a plan workbook in and ask for it to be read. Nothing of it is in the books yet.

    :raises NotAllowed: the person draws up plans for no body.
    """
    organisation = permissions.drafting_body(by, on)
    file = keep_file(chunks=chunks, name=name, media_type=WORKBOOK, by=by)
    draft = PlanDraft.objects.create(file=file, organisation=organisation, created_by=by)
    _ask(READ_KIND, draft, by, on)
    record_act(actor=by, what="planning.draft.uploaded", record=draft, chain=organisation.key, sha256=file.sha256)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def read_again(*, draft: PlanDraft, by: Any, on: datetime.date) -> PlanDraft:
    """
    Ask anew for a workbook to be read whose reading broke off.

    :raises NotAllowed: the draft is a colleague's, or the person draws up plans no more.
    :raises WrongState: it was read, or is being read now.
    """
    draft = _own_open_draft(draft, by)
    permissions.require_drafter(by, draft, on)
    if draft.state != DraftState.READING or reading_of(draft).goes_on:
        raise WrongState
    _ask(READ_KIND, draft, by, on)
    record_act(actor=by, what="planning.draft.read_again", record=draft, chain=draft.organisation.key)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def correct_line(
    *, draft: PlanDraft, row: int, cells: Mapping[str, str], kept: bool, version: int, by: Any, on: datetime.date
) -> PlanDraftLine:
    """
    Put right the cells of one row, as typed, and check the plan again.

    :raises NotAllowed: the draft is a colleague's, or the person draws up plans no more.
    :raises Conflict: the draft was changed in another window since the page was opened.
    :raises WrongState: the draft is registered already, or was not read.
    """
    draft = _own_read_draft(draft, by, on)
    line = PlanDraftLine.objects.select_for_update().get(draft=draft, row=row)
    before = {**line.cells["raw"], "kept": line.kept}
    drafts.reread(draft, line, cells)
    line.kept = kept
    line.save()
    _next_version(draft, version)
    _check_again(draft, by, on)
    _record_correction(draft, before, {**line.cells["raw"], "kept": kept}, by=by, row=row)
    line.refresh_from_db()
    return line


@transaction.atomic
def correct_facts(*, draft: PlanDraft, cells: Mapping[str, str], version: int, by: Any, on: datetime.date) -> PlanDraft:
    """
    Put right the plan's own facts, as typed, and check the plan again.

    :raises NotAllowed: the draft is a colleague's, or the person draws up plans no more.
    :raises Conflict: the draft was changed in another window since the page was opened.
    """
    draft = _own_read_draft(draft, by, on)
    before = draft.header["facts"]["raw"]
    draft.header = drafts.header_reread(draft.header, cells)
    draft.save(update_fields=["header"])
    _next_version(draft, version)
    _check_again(draft, by, on)
    _record_correction(draft, before, draft.header["facts"]["raw"], by=by)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def ask_to_register(*, draft: PlanDraft, version: int, by: Any, on: datetime.date) -> Job:
    """
    Ask for a draft to be registered; a long plan takes a while, so it is done in the background.

    :raises NotAllowed: the draft is a colleague's, or the person draws up plans no more.
    :raises Conflict: the draft was changed since the page was opened.
    :raises WrongState: it is registered already.
    """
    draft = _own_read_draft(draft, by, on)
    if draft.version != version:
        raise Conflict
    return enqueue(REGISTER_KIND, by=by, draft=draft.pk, version=version, on=on.isoformat())


@transaction.atomic
def register_draft(*, draft: PlanDraft, version: int, by: Any, on: datetime.date) -> AnnualPlan:
    """
    Register the kept, understood lines of a draft as a plan.

    :raises UnusableInput: no line can be registered, or the plan lacks its province, year or level.
    :raises Conflict: the draft was changed since the page was opened.
    :raises NotAllowed: the person does not, or no more, draw up plans for its province, or the draft is a colleague's.
    """
    draft = _own_read_draft(draft, by, on)
    _next_version(draft, version)
    checked = drafts.checked(draft, on=on)
    plan = register_plan(checked=checked, actor=by, organisation=draft.organisation, on=on, source_file=draft.file)
    PlanDraft.objects.filter(pk=draft.pk).update(state=DraftState.REGISTERED, plan=plan)
    return plan


@transaction.atomic
def remove_draft(*, draft: PlanDraft, by: Any) -> None:
    """
    Throw an unregistered draft away; the file it came from stays kept.

    :raises WrongState: it is registered; what is in the books is not thrown away.
    """
    draft = _own_open_draft(draft, by)
    record_act(actor=by, what="planning.draft.removed", record=draft, chain=draft.organisation.key)
    draft.delete()


def _own_open_draft(draft: PlanDraft, by: Any) -> PlanDraft:
    found = PlanDraft.objects.select_for_update(of=("self",)).select_related("organisation", "file").get(pk=draft.pk)
    permissions.require_draft(by, found)
    if found.state == DraftState.REGISTERED:
        raise WrongState
    return found


def _own_read_draft(draft: PlanDraft, by: Any, on: datetime.date) -> PlanDraft:
    found = _own_open_draft(draft, by)
    permissions.require_drafter(by, found, on)
    if found.state != DraftState.READY:
        raise WrongState(_("This workbook has not been read, so there is nothing to correct or register yet."))
    return found


def _record_correction(
    draft: PlanDraft, before: Mapping[str, Any], after: Mapping[str, Any], *, by: Any, **where: Any
) -> None:
    changed = {
        name: {"before": before.get(name, ""), "after": after.get(name, "")}
        for name in sorted({*before, *after})
        if before.get(name, "") != after.get(name, "")
    }
    chain = draft.organisation.key
    record_act(actor=by, what="planning.draft.corrected", record=draft, chain=chain, changed=changed, **where)


def _next_version(draft: PlanDraft, version: int) -> None:
    changed = PlanDraft.objects.filter(pk=draft.pk, version=version).update(version=F("version") + 1)
    if not changed:
        raise Conflict
    draft.version = version + 1


def _check_again(draft: PlanDraft, by: Any, on: datetime.date) -> None:
    if draft.lines.count() <= drafts.CHECKED_AT_ONCE:
        drafts.check(draft, on=on)
        return
    _ask(CHECK_KIND, draft, by, on)


def _ask(kind: str, draft: PlanDraft, by: Any, on: datetime.date) -> None:
    job = enqueue(kind, by=by, draft=draft.pk, on=on.isoformat())
    PlanDraft.objects.filter(pk=draft.pk).update(job_reference=job.reference)
