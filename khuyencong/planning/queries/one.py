"""One proposal with everything its page shows, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from khuyencong.audit.models import Act
from khuyencong.audit.queries import acts_on
from khuyencong.directory.queries.people import Scope
from khuyencong.planning.models import Beneficiary, Proposal

EARLIER_SHOWN = 20
EARLIER_COLUMNS = (
    "proposal__reference",
    "proposal__name",
    "proposal__year",
    "proposal__support",
    "proposal__activity__name_vi",
    "proposal__activity__name_en",
)
HISTORY_SHOWN = 30


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """The proposal, its beneficiaries, what they had before, and its history."""

    proposal: Proposal
    beneficiaries: list[Beneficiary]
    earlier: list[Beneficiary]
    earlier_count: int
    earlier_support: int
    history: list[Act]


def proposal_page(scope: Scope, reference: str) -> ProposalPage | None:
    """The page's facts, or None where there is no such proposal for this person."""
    proposal = (
        Proposal.objects.visible_to(scope)
        .select_related("plan", "province", "activity", "judgement")
        .defer("search", "judgement__case")
        .filter(reference=reference)
        .first()
    )
    if proposal is None:
        return None
    beneficiaries = list(proposal.beneficiaries.select_related("establishment", "place").order_by("position"))
    known = [row.establishment_id for row in beneficiaries if row.establishment_id]
    others = Beneficiary.objects.filter(establishment_id__in=known).exclude(proposal=proposal)
    summed = others.aggregate(count=Count("pk"), support=Sum("proposal__support"))
    return ProposalPage(
        proposal=proposal,
        beneficiaries=beneficiaries,
        earlier=list(
            others.select_related("proposal", "proposal__activity")
            .only(*EARLIER_COLUMNS)
            .order_by("-proposal__year", "-proposal_id")[:EARLIER_SHOWN]
        ),
        earlier_count=summed["count"],
        earlier_support=summed["support"] or 0,
        history=list(acts_on(proposal)[:HISTORY_SHOWN]) + list(acts_on(proposal.plan)[:HISTORY_SHOWN]),
    )
