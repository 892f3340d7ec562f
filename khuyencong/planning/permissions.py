"""Who may do what in planning. Which rows a person sees stands with the QuerySets."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from khuyencong.core.refusals import NotAllowed
from khuyencong.directory.models import Organisation
from khuyencong.directory.queries.people import memberships_of, roles_of, territory_where
from khuyencong.directory.roles import Role
from khuyencong.planning.models import PlanDraft

DRAFTERS = frozenset({Role.CENTRE_OFFICER, Role.APPRAISER, Role.LEADER})
"""Officers of a centre draw plans up; the Sở's appraisers and leaders do it where there is no centre."""


def may_draft(person: Any, on: datetime.date) -> bool:
    """Whether the person may upload and register plans at all."""
    return bool(DRAFTERS & roles_of(person, on))


def drafting_body(person: Any, on: datetime.date) -> Organisation:
    """
    The body for which the person draws up plans.

    :raises NotAllowed: the person draws up plans for nobody.
    """
    membership = memberships_of(person, on).filter(role__in=DRAFTERS).first()
    if membership is None:
        raise _no_drafter()
    return membership.organisation


def require_draft(person: Any, draft: PlanDraft) -> None:
    """
    A draft belongs to whoever uploaded it until it is registered.

    :raises NotAllowed: it is somebody else's.
    """
    if draft.created_by_id != person.pk:
        raise NotAllowed(_("This uploaded plan belongs to a colleague."))


def require_drafter(person: Any, draft: PlanDraft, on: datetime.date) -> None:
    """
    Whoever uploaded a draft may go on with it only while they draw up plans for its body, or the one after it.

    :raises NotAllowed: the role has ended since, or is held elsewhere.
    """
    if draft.organisation_id not in territory_where(person, on, DRAFTERS).organisation_ids:
        raise _no_drafter()


def _no_drafter() -> NotAllowed:
    return NotAllowed(
        _("Your role does not include drawing up plans."),
        remedy=_("Ask your unit's administrator for the role of centre officer or appraiser."),
    )


def require_province(person: Any, province_id: int, on: datetime.date) -> None:
    """
    Refuse a plan of a province for which the person does not draw up plans.

    :raises NotAllowed: the province is somebody else's, or the person only reads there.
    """
    if not territory_where(person, on, DRAFTERS).covers_province(province_id):
        raise NotAllowed(
            _("This plan is of another province."),
            remedy=_("Check the cell «Tỉnh» of the workbook; a plan is registered by its own province."),
        )
