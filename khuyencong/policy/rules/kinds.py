"""What makes a key project, which projects may be grouped, and support that is paid back."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from khuyencong.engines.rulebook import Finding, asks, informs, warns
from khuyencong.policy.case import Case, Level, ProjectKind
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause, graded
from khuyencong.policy.rules.data import LIMITS, SOURCES
from khuyencong.policy.rules.days import years_later
from khuyencong.policy.rules.subjects import activity_names

_KEY = {row["source"]: row for row in LIMITS["key_project"]}
_UNSURE = frozenset(LIMITS["group_project_unsure"])
_SURE_FROM: datetime.date = LIMITS["circular_17_2018_surely_in_force"]
_KEY_CODES = (
    "key_project_activities",
    "key_project_activities_unknown",
    "key_project_parties",
    "key_project_parties_unknown",
    "key_project_too_short",
    "key_project_too_long",
    "key_project_days_unknown",
)
_SINCE_2018 = ("key_project_parties", "key_project_parties_unknown", "key_project_too_long")


@clause(
    "key_project_2014",
    yields=[code for code in _KEY_CODES if code not in _SINCE_2018],
    levels=[Level.NATIONAL],
    kinds=[ProjectKind.KEY],
)
def key_project_until_2018(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """At least two linked activities, over more than one year."""
    yield from _judged_key_project(case, "key_project_until_2018", _KEY["key_project_2014"])


@clause("key_project_2018", yields=_KEY_CODES, levels=[Level.NATIONAL], kinds=[ProjectKind.KEY])
def key_project_since_2018(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """At least two activities and two beneficiaries, two to three years."""
    yield from _judged_key_project(case, "key_project_since_2018", _KEY["key_project_2018"])


def _judged_key_project(case: Case, rule: str, demands: Mapping[str, Any]) -> Iterator[Finding]:
    """It only warns: a project that is no key project may still be supported as another kind."""
    source, least = SOURCES[demands["source"]], demands["activities_at_least"]
    if not case.activities:
        yield asks(rule, "key_project_activities_unknown", source, field="activities", least=least)
    elif len(set(case.activities)) < least:
        count = len(set(case.activities))
        yield warns(rule, "key_project_activities", source, field="activities", count=count, least=least)
    least = demands["parties_at_least"]
    if least > 1 and not case.parties:
        yield asks(rule, "key_project_parties_unknown", source, field="parties", least=least)
    elif len(case.parties) < least and least > 1:
        yield warns(rule, "key_project_parties", source, field="parties", count=len(case.parties), least=least)
    yield from _judged_duration(case, rule, demands)


def _judged_duration(case: Case, rule: str, demands: Mapping[str, Any]) -> Iterator[Finding]:
    source, most = SOURCES[demands["source"]], demands.get("years_at_most")
    if case.starts_on is None or case.ends_on is None:
        yield asks(rule, "key_project_days_unknown", source, field="ends_on")
        return
    facts = {"starts_on": case.starts_on, "ends_on": case.ends_on}
    if case.ends_on < years_later(case.starts_on, demands["years_more_than"]):
        yield warns(rule, "key_project_too_short", source, field="ends_on", **facts)
    elif most and case.ends_on.year - case.starts_on.year + 1 > most:
        yield warns(rule, "key_project_too_long", source, field="ends_on", most=most, **facts)


def _has_activity(case: Case, lawbook: LawBook) -> bool:
    return case.activity in lawbook.activities


@clause(
    "group_list_2018",
    yields=[
        "group_project_not_listed",
        "group_project_not_listed_read_until",
        "group_project_perhaps_listed",
        "group_project_not_listed_day_not_read",
    ],
    levels=[Level.NATIONAL],
    kinds=[ProjectKind.GROUP],
    when=_has_activity,
)
def group_project_in_closed_list(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """A national group project is of one of the six kinds of the closed list."""
    if lawbook.activities[case.activity].group_project_allowed:
        return
    rule, source = "group_project_in_closed_list", SOURCES["group_list_2018"]
    facts = dict(zip(("activity_vi", "activity_en"), activity_names(case, lawbook), strict=True))
    if case.activity in _UNSURE:
        yield asks(rule, "group_project_perhaps_listed", source, field="kind", **facts)
    elif case.day >= _SURE_FROM:
        weigh, code = graded(source, case.day, "group_project_not_listed")
        yield weigh(rule, code, source, field="kind", read_until=source.verified_until, **facts)
    else:
        day = {"signed_on": source.in_force_from}
        yield warns(rule, "group_project_not_listed_day_not_read", source, field="kind", **facts, **day)


@clause("recoverable", yields=["recoverable_national", "recoverable_local"], kinds=[ProjectKind.RECOVERABLE])
def recoverable_support_has_a_basis(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """No national text that was read names support to be paid back; some provinces have it by their own rules."""
    rule, source = "recoverable_support_has_a_basis", SOURCES["recoverable"]
    if case.level is Level.LOCAL:
        yield informs(rule, "recoverable_local", source, field="kind")
    else:
        yield asks(rule, "recoverable_national", source, field="kind")


@clause("norms", yields=["key_project_breakdown"], kinds=[ProjectKind.KEY])
def key_project_money_by_activity(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """A project of several activities is judged activity by activity, not by its sum."""
    if case.support:
        yield asks("key_project_money_by_activity", "key_project_breakdown", SOURCES["norms"], field="support")
