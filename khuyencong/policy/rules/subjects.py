"""What several clauses ask of a case: whom it is for, what it pays for, which day judges it."""

from collections.abc import Iterator

from khuyencong.policy.case import Case, Party, ProjectKind
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.data import EVIDENCE, LIMITS

_WITHOUT_ESTABLISHMENT = frozenset(LIMITS["without_establishment"])
CLEANER_PRODUCTION = frozenset(LIMITS["cleaner_production"]["activities"])
MACHINERY = frozenset(LIMITS["machinery"])
_DIFFICULT_AREA_PROOF = EVIDENCE["difficult_area"]
PROJECTS = frozenset({ProjectKind.SINGLE, ProjectKind.GROUP, ProjectKind.KEY, ProjectKind.RECOVERABLE, None})
"""Kinds that are đề án: expenditure and reserve lines have no beneficiary. None is a kind not yet told."""


def for_establishments(case: Case, lawbook: LawBook) -> bool:
    """Whether the money is for rural establishments, not for a class, a fair, a centre or a round of voting."""
    return case.activity not in _WITHOUT_ESTABLISHMENT


def names_establishments(case: Case, lawbook: LawBook) -> bool:
    """Whether there are rural establishments to look at."""
    return bool(case.parties) and for_establishments(case, lawbook)


def bound_to_places(case: Case, lawbook: LawBook) -> bool:
    """Whether size and place matter: they do not for cleaner production (TT 46/2012 Điều 3 khoản 2)."""
    return names_establishments(case, lawbook) and case.activity not in CLEANER_PRODUCTION


def numbered(case: Case) -> Iterator[tuple[int | None, Party]]:
    """The beneficiaries with their index, which is None where there is only one."""
    if len(case.parties) == 1:
        yield None, case.parties[0]
    else:
        yield from enumerate(case.parties)


def activity_names(case: Case, lawbook: LawBook) -> tuple[str, str]:
    """The activity's Vietnamese and English names, or what the line itself says."""
    activity = lawbook.activities.get(case.activity or "")
    if activity is None:
        return case.activity_text or case.activity or "", case.activity_text or case.activity or ""
    return activity.name_vi, activity.name_en


def in_difficult_area(case: Case, party: Party) -> bool | None:
    """Whether the beneficiary stands in a difficult area: by the map, or by the paper; None where not known."""
    known = party.place.difficult_area if party.place else None
    return True if known is None and _DIFFICULT_AREA_PROOF in case.evidence else known
