"""Support within its norm: the national one for national money, the province's own for local money."""

from collections.abc import Iterator
from typing import Any

from khuyencong.engines.rulebook import Finding, asks, informs, warns
from khuyencong.policy.case import Case
from khuyencong.policy.lawbook import LawBook, Norm
from khuyencong.policy.rules.ceilings import (
    COST,
    Ceiling,
    ceiling_of,
    percent_base,
)
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.data import SOURCES
from khuyencong.policy.rules.norms import (
    LINE,
    MACHINE,
    OVER,
    PRIORITY,
    arithmetic,
    exceeded,
    norm_for,
    one_norm_fits,
    verdict,
)
from khuyencong.policy.rules.priority import priority_claim
from khuyencong.policy.rules.subjects import activity_names
from khuyencong.policy.rules.technology import LINE_WORDS

_PRIORITY_CODES = (
    "support_within_raised_norm",
    "support_within_unsure_raised_norm",
    "support_over_raised_norm",
    "priority_needs_evidence",
    "priority_could_raise",
)
_BASE_CODES = ("total_needed_for_percent", "base_needed_for_percent")


def _has_national_norm(case: Case, lawbook: LawBook) -> bool:
    if not (case.support_national and one_norm_fits(case, lawbook)):
        return False
    norm = norm_for(case, lawbook)
    return norm is not None and (norm.cap_percent is not None or norm.cap_vnd is not None)


def _has_local_money(case: Case, lawbook: LawBook) -> bool:
    return bool(case.support_local) and one_norm_fits(case, lawbook)


@clause("norms", yields=[*OVER, *_PRIORITY_CODES, *_BASE_CODES, "technology_line_may_apply"], when=_has_national_norm)
def support_within_national_norm(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """National support is at most the percentage of the cost and the amount of the norm of that day."""
    norm = norm_for(case, lawbook)
    yield from _within(case, lawbook, norm, "support_within_national_norm", case.support_national, "support_national")
    if case.activity == MACHINE and LINE_WORDS.first_in(case.name):
        yield from _line_hint(case, lawbook, norm)


@clause(
    "local_norms",
    yields=[
        *OVER,
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
    facts |= arithmetic(norm, ceiling) | {"national": str(norm.source())}
    return informs(rule, code, source, field="support_local", **facts)


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
    weigh, code = verdict(norm, case.day)
    yield weigh(rule, code, norm.source(), field=field, **exceeded(norm, ceiling, support), **names)
    if raised is not None and support <= raised[0].amount:
        yield _what_would_raise(case, rule, raised[0])


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
    priority = lawbook.norm(PRIORITY, on=case.day, territory=norm.territory)
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
    facts = exceeded(norm, both, support) | names | {"multiplier": priority.cap_multiplier}
    if support > both.amount:
        weigh, _ = verdict(norm, case.day)
        return weigh(rule, "support_over_raised_norm", norm.source(), field=field, **facts)
    if priority.binding_on(case.day) and support <= amount_only.amount:
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
    line = lawbook.norm(LINE, on=case.day)
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
