"""Support within its norm: the national one for national money, the province's own for local money."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from khuyencong.engines.rulebook import Certainty, Finding, asks, blocks, informs, warns
from khuyencong.policy.case import Case, ProjectKind
from khuyencong.policy.lawbook import NATIONAL, LawBook, Norm
from khuyencong.policy.rules.ceilings import (
    COST,
    Ceiling,
    ceiling_of,
    party_ceiling,
    percent_base,
)
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.data import LIMITS, SOURCES
from khuyencong.policy.rules.priority import priority_claim
from khuyencong.policy.rules.subjects import activity_names
from khuyencong.policy.rules.wording import Phrases

_LINE = LIMITS["machinery_line"]
_MACHINE = LIMITS["machinery_single"]
_PRIORITY = LIMITS["priority_norm"]
_LINE_WORDS = Phrases(["dây chuyền"])
_OVER = ("support_over_norm", "support_over_norm_read_until", "support_over_recalled_norm", "support_over_shown_norm")
_PARTY_OVER = tuple(f"party_{code}" for code in _OVER)
_PRIORITY_CODES = (
    "support_within_raised_norm",
    "support_within_unsure_raised_norm",
    "support_over_raised_norm",
    "priority_needs_evidence",
    "priority_could_raise",
)
_BASE_CODES = ("total_needed_for_percent", "base_needed_for_percent")


def norm_for(case: Case, lawbook: LawBook, territory: str = NATIONAL) -> Norm | None:
    """The norm of the case's activity on its day; a technology line had the machinery's until it had its own."""
    if case.activity is None or case.decided_on is None:
        return None
    norm = lawbook.norm(case.activity, on=case.decided_on, territory=territory)
    if norm is None and case.activity == _LINE:
        norm = lawbook.norm(_MACHINE, on=case.decided_on, territory=territory)
    return norm


def _one_norm_fits(case: Case, lawbook: LawBook) -> bool:
    activity = lawbook.activities.get(case.activity or "")
    if activity is None or activity.management_cost or case.kind is ProjectKind.RESERVE:
        return False
    return case.kind is not ProjectKind.KEY


def _has_national_norm(case: Case, lawbook: LawBook) -> bool:
    if not (case.support_national and _one_norm_fits(case, lawbook)):
        return False
    norm = norm_for(case, lawbook)
    return norm is not None and (norm.cap_percent is not None or norm.cap_vnd is not None)


def _has_local_money(case: Case, lawbook: LawBook) -> bool:
    return bool(case.support_local) and _one_norm_fits(case, lawbook)


@clause("norms", yields=[*_OVER, *_PRIORITY_CODES, *_BASE_CODES, "technology_line_may_apply"], when=_has_national_norm)
def support_within_national_norm(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """National support is at most the percentage of the cost and the amount of the norm of that day."""
    norm = norm_for(case, lawbook)
    yield from _within(case, lawbook, norm, "support_within_national_norm", case.support_national, "support_national")
    if case.activity == _MACHINE and _LINE_WORDS.first_in(case.name):
        yield from _line_hint(case, lawbook, norm)


@clause(
    "local_norms",
    yields=[
        *_OVER,
        *_PRIORITY_CODES,
        *_BASE_CODES,
        "local_territory_unknown",
        "local_norm_missing",
        "local_norm_missing_over_national",
        "local_norm_missing_no_comparison",
    ],
    when=_has_local_money,
)
def support_within_local_norm(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Local support is judged by the province's own norm; without one it is only told."""
    rule, source = "support_within_local_norm", SOURCES["local_norms"]
    if not case.territory:
        yield asks(rule, "local_territory_unknown", source, field="territory")
        return
    norm = norm_for(case, lawbook, case.territory)
    if norm is None:
        yield _without_local_norm(case, lawbook, rule)
        return
    yield from _within(case, lawbook, norm, rule, case.support_local, "support_local")


def _without_local_norm(case: Case, lawbook: LawBook, rule: str) -> Finding:
    name_vi, name_en = activity_names(case, lawbook)
    facts: dict[str, Any] = {"requested": case.support_local, "activity_vi": name_vi, "activity_en": name_en}
    source = SOURCES["local_norms"]
    norm = norm_for(case, lawbook)
    ceiling = ceiling_of(norm, case=case) if norm else None
    if norm is None or ceiling is None or ceiling.amount is None:
        return informs(rule, "local_norm_missing_no_comparison", source, field="support_local", **facts)
    over = case.support_local > ceiling.amount
    code = "local_norm_missing_over_national" if over else "local_norm_missing"
    facts |= _arithmetic(norm, ceiling) | {"national": str(norm.source())}
    return informs(rule, code, source, field="support_local", **facts)


def verdict(norm: Norm, day: datetime.date) -> tuple[Callable[..., Finding], str]:
    """How heavily a broken norm weighs on that day, and the sentence that says why."""
    if norm.machine_use == "display_only":
        return informs, "support_over_shown_norm"
    if norm.binding_on(day):
        return blocks, "support_over_norm"
    if norm.certainty in (Certainty.VERIFIED, Certainty.CONFIRMED) and norm.machine_use == "enforce":
        return warns, "support_over_norm_read_until"
    return warns, "support_over_recalled_norm"


def _within(case: Case, lawbook: LawBook, norm: Norm, rule: str, support: int, field: str) -> Iterator[Finding]:
    ceiling = ceiling_of(norm, case=case)
    names = dict(zip(("activity_vi", "activity_en"), activity_names(case, lawbook), strict=True))
    yield from _base_missing(case, norm, rule, names)
    if ceiling.amount is None or support <= ceiling.amount:
        return
    raised = _raised(case, lawbook, norm)
    if raised is not None and priority_claim(case).proven:
        yield _against_the_raised(case, norm, raised, rule, support, field, names)
        return
    weigh, code = verdict(norm, case.decided_on)
    yield weigh(rule, code, norm.source(), field=field, **_exceeded(norm, ceiling, support), **names)
    if raised is not None and support <= raised[0].amount:
        yield _what_would_raise(case, rule, raised[0])


def _arithmetic(norm: Norm, ceiling: Ceiling) -> dict[str, Any]:
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


def _exceeded(norm: Norm, ceiling: Ceiling, support: int) -> dict[str, Any]:
    return _arithmetic(norm, ceiling) | {
        "requested": support,
        "excess": support - ceiling.amount,
        "read_until": norm.verified_until,
    }


def _base_missing(case: Case, norm: Norm, rule: str, names: dict[str, str]) -> Iterator[Finding]:
    if norm.cap_percent is None or percent_base(norm, case) is not None:
        return
    if norm.percent_of != COST:
        facts = {"percent": norm.cap_percent, "what": norm.percent_of}
        yield asks(rule, "base_needed_for_percent", norm.source(), field="percent_base", **facts, **names)
    else:
        facts = {"percent": norm.cap_percent}
        yield asks(rule, "total_needed_for_percent", norm.source(), field="total", **facts, **names)


def _raised(case: Case, lawbook: LawBook, norm: Norm) -> tuple[Ceiling, Ceiling, Norm] | None:
    """The ceiling with everything raised, the one with only the amount raised, and the norm of the multiplier."""
    priority = lawbook.norm(_PRIORITY, on=case.decided_on, territory=norm.territory)
    if priority is None or priority.cap_multiplier is None:
        return None
    times = priority.cap_multiplier
    both = ceiling_of(norm, case=case, multiplier=times, percent_multiplier=times)
    return both, ceiling_of(norm, case=case, multiplier=times), priority


def _against_the_raised(
    case: Case,
    norm: Norm,
    raised: tuple[Ceiling, Ceiling, Norm],
    rule: str,
    support: int,
    field: str,
    names: dict[str, str],
) -> Finding:
    both, amount_only, priority = raised
    facts = _exceeded(norm, both, support) | names | {"multiplier": priority.cap_multiplier}
    if support > both.amount:
        weigh, _ = verdict(norm, case.decided_on)
        return weigh(rule, "support_over_raised_norm", norm.source(), field=field, **facts)
    if priority.binding_on(case.decided_on) and support <= amount_only.amount:
        return informs(rule, "support_within_raised_norm", priority.source(), field=field, **facts)
    return warns(rule, "support_within_unsure_raised_norm", priority.source(), field=field, **facts)


def _what_would_raise(case: Case, rule: str, raised: Ceiling) -> Finding:
    claim = priority_claim(case)
    facts = {"raised": raised.amount, "evidence": claim.wanted}
    if claim.named:
        facts["named"] = claim.named
        return asks(rule, "priority_needs_evidence", SOURCES["priority"], field="priority_text", **facts)
    return informs(rule, "priority_could_raise", SOURCES["priority"], field="priority_text", **facts)


def _line_hint(case: Case, lawbook: LawBook, norm: Norm) -> Iterator[Finding]:
    line = lawbook.norm(_LINE, on=case.decided_on)
    ceiling = ceiling_of(norm, case=case).amount
    if line is None or ceiling is None or case.support_national <= ceiling:
        return
    yield asks(
        "support_within_national_norm",
        "technology_line_may_apply",
        line.source(),
        field="activity",
        line_ceiling=ceiling_of(line, case=case).amount,
    )


def _shares_support(case: Case, lawbook: LawBook) -> bool:
    return len(case.parties) > 1 and _one_norm_fits(case, lawbook) and any(party.support for party in case.parties)


@clause("norms", yields=_PARTY_OVER, when=_shares_support)
def each_beneficiary_within_norm(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """In a project for several, each beneficiary's own support is within the norm of one."""
    national = norm_for(case, lawbook)
    local = norm_for(case, lawbook, case.territory) if case.territory else None
    proven = bool(priority_claim(case).proven)
    for index, party in enumerate(case.parties):
        for norm, support in ((national, party.support_national), (local, party.support_local)):
            if norm is None or not support:
                continue
            multiplier = _multiplier(case, lawbook, norm) if proven else 1
            ceiling = party_ceiling(norm, party=party, multiplier=multiplier)
            if ceiling.amount is None or support <= ceiling.amount:
                continue
            weigh, code = verdict(norm, case.decided_on)
            yield weigh(
                "each_beneficiary_within_norm",
                f"party_{code}",
                norm.source(),
                field="support",
                party=index,
                name=party.name,
                **_exceeded(norm, ceiling, support),
            )


def _multiplier(case: Case, lawbook: LawBook, norm: Norm) -> Any:
    priority = lawbook.norm(_PRIORITY, on=case.decided_on, territory=norm.territory)
    return priority.cap_multiplier if priority and priority.cap_multiplier else 1


def _is_line(case: Case, lawbook: LawBook) -> bool:
    return case.activity == _LINE and bool(case.name or case.activity_text)


@clause("norms", yields=["technology_line_unproven"], when=_is_line)
def technology_line_is_one(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The higher amount is for a technology line, so the file has to speak of one."""
    if not (_LINE_WORDS.first_in(case.name) or _LINE_WORDS.first_in(case.activity_text)):
        norm = norm_for(case, lawbook)
        source = norm.source() if norm else None
        yield asks("technology_line_is_one", "technology_line_unproven", source, field="activity", name=case.name)
