"""Management cost as a share: the authority's of the year's money, the implementer's of the project's estimate."""

from collections.abc import Iterator
from decimal import Decimal

from khuyencong.engines.rulebook import Certainty, Finding, asks, blocks, informs, warns
from khuyencong.policy.case import Case, Level
from khuyencong.policy.lawbook import LawBook, Norm
from khuyencong.policy.rules.ceilings import share
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.data import LIMITS, SOURCES

_CODES = LIMITS["management"]
_AUTHORITY = _CODES["authority"]
_IMPLEMENTER = _CODES["implementer"]
_DIFFICULT = _CODES["implementer_difficult"]


def is_authority_cost(activity: str | None, lawbook: LawBook) -> bool:
    """Whether a line of that activity is the authority's cost of managing the programme."""
    if activity in (_IMPLEMENTER, _DIFFICULT):
        return False
    known = lawbook.activities.get(activity or "")
    return activity == _AUTHORITY or bool(known and known.management_cost)


def _is_management_cost(case: Case, lawbook: LawBook) -> bool:
    implementers = case.activity in (_IMPLEMENTER, _DIFFICULT)
    return bool(case.support) and (implementers or is_authority_cost(case.activity, lawbook))


@clause(
    "norms",
    yields=[
        "management_cost_over",
        "management_cost_over_recalled",
        "management_cost_over_read_until",
        "management_cost_base_missing",
        "management_cost_without_norm",
        "management_cost_local",
    ],
    when=_is_management_cost,
)
def management_cost_within_share(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The line for managing is at most its share of what is managed."""
    rule, territory = "management_cost_within_share", case.territory if case.level is Level.LOCAL else ""
    norm = _share_norm(case, lawbook, territory)
    if norm is None or norm.cap_percent is None:
        code = "management_cost_local" if case.level is Level.LOCAL else "management_cost_without_norm"
        yield informs(rule, code, SOURCES["norms"], field="support", requested=case.support)
        return
    base, asked = _base_and_asked(case, lawbook)
    if base is None:
        yield asks(rule, "management_cost_base_missing", norm.source(), field="percent_base", percent=norm.cap_percent)
        return
    ceiling = share(base, norm.cap_percent)
    if asked > ceiling:
        yield _over(case, norm, rule, base=base, asked=asked, ceiling=ceiling)


def _base_and_asked(case: Case, lawbook: LawBook) -> tuple[int | None, int]:
    """The authority's share is of the plan's money and for all its lines; the implementer's of its own estimate."""
    asked = case.support or 0
    if case.percent_base is not None or not is_authority_cost(case.activity, lawbook):
        return case.percent_base, asked
    return case.plan_total_support, max(asked, case.plan_management_cost or 0)


def _over(case: Case, norm: Norm, rule: str, *, base: int, asked: int, ceiling: int) -> Finding:
    facts = {
        "requested": asked,
        "lines": "all_management_lines" if asked > (case.support or 0) else "nothing",
        "ceiling": ceiling,
        "excess": asked - ceiling,
        "percent": norm.cap_percent,
        "base": base,
        "read_until": norm.verified_until,
        "asked_percent": _percent_of(asked, base),
    }
    if norm.binding_on(case.day):
        return blocks(rule, "management_cost_over", norm.source(), field="support", **facts)
    read = norm.certainty in (Certainty.VERIFIED, Certainty.CONFIRMED) and norm.verified_until is not None
    code = "management_cost_over_read_until" if read else "management_cost_over_recalled"
    return warns(rule, code, norm.source(), field="support", **facts)


def _percent_of(part: int, base: int) -> Decimal | None:
    return (Decimal(part * 100) / base).quantize(Decimal("0.1")) if base else None


def _share_norm(case: Case, lawbook: LawBook, territory: str) -> Norm | None:
    activity = _AUTHORITY if case.activity not in (_IMPLEMENTER, _DIFFICULT) else _IMPLEMENTER
    hard = case.activity == _DIFFICULT or any(party.place and party.place.difficult_area for party in case.parties)
    if activity == _IMPLEMENTER and hard:
        norm = lawbook.norm(_DIFFICULT, on=case.day, territory=territory)
        if norm is not None:
            return norm
    return lawbook.norm(activity, on=case.day, territory=territory)
