"""The norm of a case, how heavily it weighs when broken, and the facts by which its arithmetic is shown."""

import datetime
from collections.abc import Callable
from typing import Any

from khuyencong.engines.rulebook import Certainty, Finding, blocks, informs, warns
from khuyencong.policy.case import Case, ProjectKind
from khuyencong.policy.lawbook import NATIONAL, LawBook, Norm
from khuyencong.policy.rules.ceilings import Ceiling
from khuyencong.policy.rules.data import LIMITS

LINE = LIMITS["machinery_line"]
MACHINE = LIMITS["machinery_single"]
PRIORITY = LIMITS["priority_norm"]
OVER = ("support_over_norm", "support_over_norm_read_until", "support_over_recalled_norm", "support_over_shown_norm")
"""The codes that ``verdict`` may give."""


def norm_for(case: Case, lawbook: LawBook, territory: str = NATIONAL) -> Norm | None:
    """The norm of the case's activity on its day; a technology line had the machinery's until it had its own."""
    if case.activity is None or case.day is None:
        return None
    norm = lawbook.norm(case.activity, on=case.day, territory=territory)
    if norm is None and case.activity == LINE:
        norm = lawbook.norm(MACHINE, on=case.day, territory=territory)
    return norm


def one_norm_fits(case: Case, lawbook: LawBook) -> bool:
    """Whether the case is one activity judged by one norm: no reserve, no management cost, no key project."""
    activity = lawbook.activities.get(case.activity or "")
    if activity is None or activity.management_cost or case.kind is ProjectKind.RESERVE:
        return False
    return case.kind is not ProjectKind.KEY


def verdict(norm: Norm, day: datetime.date) -> tuple[Callable[..., Finding], str]:
    """How heavily a broken norm weighs on that day, and the sentence that says why."""
    if norm.machine_use == "display_only":
        return informs, "support_over_shown_norm"
    if norm.binding_on(day):
        return blocks, "support_over_norm"
    if norm.certainty in (Certainty.VERIFIED, Certainty.CONFIRMED) and norm.machine_use == "enforce":
        return warns, "support_over_norm_read_until"
    return warns, "support_over_recalled_norm"


def arithmetic(norm: Norm, ceiling: Ceiling) -> dict[str, Any]:
    """How the ceiling was computed, as the sentences want it."""
    return {
        "ceiling": ceiling.amount,
        "basis": ceiling.basis,
        "percent": norm.cap_percent,
        "percent_part": ceiling.percent_part,
        "cap": norm.cap_vnd,
        "cap_part": ceiling.cap_part,
        "times": ceiling.times,
        "unit": norm.unit,
        "base": ceiling.base,
    }


def exceeded(norm: Norm, ceiling: Ceiling, support: int) -> dict[str, Any]:
    """The same, with what was asked for and by how much it is too much."""
    return arithmetic(norm, ceiling) | {
        "requested": support,
        "excess": support - ceiling.amount,
        "read_until": norm.verified_until,
    }
