"""The one search box: proposals, establishments and decisions."""

from dataclasses import dataclass
from typing import Any

from khuyencong.directory.models import Establishment
from khuyencong.directory.queries.people import Scope
from khuyencong.planning.models import AnnualPlan, Proposal
from khuyencong.planning.queries.listing import COLUMNS

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, at most ten of each kind."""

    proposals: list[dict[str, Any]]
    establishments: list[Establishment]
    plans: list[AnnualPlan]

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.proposals or self.establishments or self.plans)


def found(scope: Scope, words: str) -> Found:
    """What the words find among what the person may see; three queries."""
    if not words.strip():
        return Found([], [], [])
    return Found(
        proposals=list(
            Proposal.objects.visible_to(scope).found_by(words).order_by("-year", "-id").values(*COLUMNS)[:SHOWN]
        ),
        establishments=list(
            Establishment.objects.standing()
            .visible_to(scope)
            .found_by(words)
            .select_related("province")
            .sorted_by_name()[:SHOWN]
        ),
        plans=list(
            AnnualPlan.objects.visible_to(scope)
            .found_by(words)
            .select_related("province")
            .order_by("-year", "-pk")[:SHOWN]
        ),
    )
