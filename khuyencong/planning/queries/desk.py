"""What waits for a person in planning."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from khuyencong.directory.queries.people import Scope
from khuyencong.planning.models import AnnualPlan, PlanDraft, Proposal
from khuyencong.planning.states import DraftState, Verdict


@dataclass(frozen=True, slots=True)
class Desk:
    """The work desk of one person."""

    drafts: list[PlanDraft]
    blocked: list[Mapping[str, Any]]
    plans: list[AnnualPlan]
    by_verdict: dict[str, int]


def desk_of(user: Any, scope: Scope, *, on: datetime.date) -> Desk:
    """Uploaded plans not yet registered, this year's proposals that are blocked, the newest plans."""
    visible = Proposal.objects.visible_to(scope).filter(year__gte=on.year)
    counts = visible.aggregate(**{verdict: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict.values})
    return Desk(
        drafts=list(
            PlanDraft.objects.filter(created_by=user, state__in=(DraftState.READING, DraftState.READY))
            .select_related("file")
            .order_by("-created_at")[:10]
        ),
        blocked=list(
            visible.filter(verdict=Verdict.BLOCKS)
            .order_by("-year", "-id")
            .values("reference", "name", "beneficiary_names", "province__name", "blocks", "support")[:8]
        ),
        plans=list(
            AnnualPlan.objects.visible_to(scope).select_related("province").order_by("-registered_at", "-pk")[:6]
        ),
        by_verdict=counts,
    )
