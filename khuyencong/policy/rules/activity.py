"""What the money is for: the nine groups of NĐ 45/2012 Điều 4 and the norms that were read."""

from collections.abc import Iterator

from khuyencong.engines.rulebook import Finding, asks, informs, warns
from khuyencong.policy.case import Case, ProjectKind
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.data import SOURCES
from khuyencong.policy.rules.norms import norm_for
from khuyencong.policy.rules.subjects import PROJECTS, activity_names


@clause(
    "activities",
    yields=["activity_missing", "activity_not_recognised", "activity_not_in_book", "activity_is_a_rate"],
    kinds=PROJECTS,
)
def activity_is_known(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The line says which activity of the list it is."""
    rule, source = "activity_is_known", SOURCES["activities"]
    if case.activity is None:
        code = "activity_not_recognised" if case.activity_text else "activity_missing"
        yield asks(rule, code, source, field="activity", said=case.activity_text)
        return
    activity = lawbook.activities.get(case.activity)
    if activity is None:
        yield asks(rule, "activity_not_in_book", source, field="activity", said=case.activity_text or case.activity)
    elif not activity.proposable and not activity.management_cost:
        facts = {"activity_vi": activity.name_vi, "activity_en": activity.name_en}
        yield asks(rule, "activity_is_a_rate", source, field="activity", **facts)


def _in_book(case: Case, lawbook: LawBook) -> bool:
    return case.kind in PROJECTS and case.activity in lawbook.activities


@clause("activities", yields=["activity_outside_article_4", "activity_not_yet_known"], when=_in_book)
def activity_in_article_4(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The activity is one of the nine groups that may be supported, on that day."""
    rule, source, activity = "activity_in_article_4", SOURCES["activities"], lawbook.activities[case.activity]
    facts = {"activity_vi": activity.name_vi, "activity_en": activity.name_en}
    if activity.group == 0 and activity.proposable and not activity.management_cost:
        yield warns(rule, "activity_outside_article_4", source, field="activity", **facts)
    elif activity.valid_from and case.day < activity.valid_from:
        since = activity.valid_from
        yield warns(rule, "activity_not_yet_known", source, field="activity", since=since, **facts)


def _spends_national_money(case: Case, lawbook: LawBook) -> bool:
    if case.kind is ProjectKind.RESERVE or case.activity not in lawbook.activities:
        return False
    activity = lawbook.activities[case.activity]
    return bool(case.support_national) and not activity.management_cost and activity.proposable


@clause("norms", yields=["norm_not_found", "norm_without_figures"], when=_spends_national_money)
def activity_has_a_norm(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """There is a norm to judge national money by; where none was found it is said, not guessed."""
    rule = "activity_has_a_norm"
    names = dict(zip(("activity_vi", "activity_en"), activity_names(case, lawbook), strict=True))
    norm = norm_for(case, lawbook)
    facts = {"requested": case.support_national, **names}
    if norm is None:
        yield informs(rule, "norm_not_found", SOURCES["norms"], field="activity", day=case.day, **facts)
    elif norm.cap_percent is None and norm.cap_vnd is None:
        facts["conditions"] = norm.conditions_vi
        yield informs(rule, "norm_without_figures", norm.source(), field="activity", **facts)
