"""What the law is on a day, as plain values."""

from khuyencong.policy.queries.files import advance_tier, after_verified_until, papers_of, unknowns
from khuyencong.policy.queries.judgements import judgements_of, latest_judgement
from khuyencong.policy.queries.lawbook import current_lawbook
from khuyencong.policy.queries.norms import (
    Change,
    Line,
    Standing,
    deadlines_on,
    difference,
    history,
    line_of,
    norms_on,
    shown_only,
    standing_of,
    to_confirm,
)

__all__ = [
    "Change",
    "Line",
    "Standing",
    "advance_tier",
    "after_verified_until",
    "current_lawbook",
    "deadlines_on",
    "difference",
    "history",
    "line_of",
    "papers_of",
    "unknowns",
    "judgements_of",
    "latest_judgement",
    "norms_on",
    "shown_only",
    "standing_of",
    "to_confirm",
]
