"""Plans as facts, small and sound: every amount adds up and nothing is forbidden."""

import datetime
import itertools

from khuyencong.planning.checking import check_plan
from khuyencong.planning.facts import LineFacts, PartyFacts, PlanFacts
from khuyencong.policy.case import BeneficiaryKind, Level, ProjectKind
from khuyencong.policy.queries import current_lawbook

MILLION = 1_000_000
NUMBERS = itertools.count(123)
"""One decision is one plan, so each plan made here has a number of its own."""
DAY = datetime.date(2026, 3, 5)
TODAY = datetime.date(2026, 11, 23)


def party(**changed):
    """A company in a commune of Lào Cai."""
    fields = {"name": "Công ty TNHH Gỗ Xanh", "kind": BeneficiaryKind.SME, "place_text": "xã Bảo Thắng, tỉnh Lào Cai"}
    return PartyFacts(**fields | {"trade_text": "Chế biến gỗ"} | changed)


def line(row=3, **changed):
    """A project of 900 million, 300 of it local money."""
    sound = {
        "name": "Ứng dụng máy cưa trong chế biến gỗ",
        "order_number": str(row - 2),
        "activity": "advanced_machinery",
        "parties": (party(),),
        "total": 900 * MILLION,
        "support_local": 300 * MILLION,
        "counterpart": 600 * MILLION,
    }
    return LineFacts(row=row, **sound | changed)


def plan(*lines, **changed):
    """A local plan of Lào Cai, decided."""
    lines = lines or (line(),)
    given = [one for one in lines if one.kind is not ProjectKind.RESERVE]
    sound = {
        "level": Level.LOCAL,
        "year": 2026,
        "province": "Lào Cai",
        "drafted_by": "Trung tâm Khuyến công Lào Cai",
        "decision_number": f"{next(NUMBERS)}/QĐ-UBND",
        "decided_on": DAY,
        "declared_projects": sum(one.is_project for one in lines),
        "declared_support": sum(one.support for one in given),
    }
    return PlanFacts(**sound | changed, lines=tuple(lines))


def checked(*lines, on=TODAY, **changed):
    """The plan judged."""
    return check_plan(plan(*lines, **changed), on=on, lawbook=current_lawbook())


def codes(findings):
    """The codes of findings with their weights, in order."""
    return [f"{finding.code}: {finding.weight}" for finding in findings]
