"""Rules on a list of lines: what a plan declares against what it lists. Pure functions on plain facts."""

from khuyencong.planning.rules.judging import PLAN_CODES, PLAN_RULES, ListFindings, judge_list, should_be
from khuyencong.planning.rules.listing import DeclaredGroup, ListFacts, ListLine, ListParty

__all__ = [
    "PLAN_CODES",
    "PLAN_RULES",
    "DeclaredGroup",
    "ListFacts",
    "ListFindings",
    "ListLine",
    "ListParty",
    "judge_list",
    "should_be",
]
