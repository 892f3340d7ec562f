"""What the filters offer: constant lists, kept in memory, so that the list page spends its queries on rows."""

import datetime
from typing import Any

from django.utils.translation import get_language

from khuyencong.directory.queries.people import Scope
from khuyencong.directory.queries.provinces import Choice, choices_for
from khuyencong.planning.states import Kind, PlanLevel, ProposalState, Verdict
from khuyencong.policy.queries import current_lawbook

FIRST_YEAR = 2010
SORT_NAMES = ("newest", "oldest", "name", "support")


def provinces(scope: Scope, on: datetime.date) -> list[Choice]:
    """Provinces of today that the person may see, each standing for its predecessors too."""
    return choices_for(scope, on)


def filter_choices(scope: Scope, on: datetime.date) -> dict[str, Any]:
    """Everything the filter bar offers."""
    english = get_language() == "en"
    activities = [
        (activity.code, activity.name_en if english else activity.name_vi)
        for activity in current_lawbook().activities.values()
        if activity.proposable
    ]
    return {
        "years": range(on.year + 1, FIRST_YEAR - 1, -1),
        "provinces": provinces(scope, on),
        "activities": activities,
        "levels": PlanLevel.choices,
        "kinds": Kind.choices,
        "states": ProposalState.choices,
        "verdicts": Verdict.choices,
    }
