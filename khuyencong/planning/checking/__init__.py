"""Judging a plan as written: placing it on the map of its day, filling the case of each line, asking the rules."""

from khuyencong.planning.checking.plan import CheckedLine, CheckedPlan, check_plan

__all__ = ["CheckedLine", "CheckedPlan", "check_plan"]
