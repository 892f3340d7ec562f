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


def _is_management_cost(case: Case, lawbook: LawBook) -> bool:
    activity = lawbook.activities.get(case.activity or "")
    named = case.activity in (_AUTHORITY, _IMPLEMENTER, _DIFFICULT)
    return bool(case.support) and (named or bool(activity and activity.management_cost))


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
    base = case.percent_base if case.percent_base is not None else case.plan_total_support
    if base is None:
        yield asks(rule, "management_cost_base_missing", norm.source(), field="percent_base", percent=norm.cap_percent)
        return
    ceiling = share(base, norm.cap_percent)
    if case.support > ceiling:
        yield _over(case, norm, rule, base, ceiling)


def _over(case: Case, norm: Norm, rule: str, base: int, ceiling: int) -> Finding:
    facts = {
        "requested": case.support,
        "ceiling": ceiling,
        "excess": case.support - ceiling,
        "percent": norm.cap_percent,
        "base": base,
        "read_until": norm.verified_until,
        "asked_percent": _percent_of(case.support, base),
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
