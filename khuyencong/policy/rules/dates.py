"""The order in time: registered, decided, begun, ended, in the year of the plan."""

from collections.abc import Iterator

from khuyencong.engines.rulebook import Finding, asks, blocks, informs, warns
from khuyencong.policy.case import Case, ProjectKind
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause


@clause("chronology", yields=["decision_day_missing", "not_decided_yet"])
def judged_on_a_day(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Without a day no law can be chosen; while nothing is decided it is said by the law of which day it was judged."""
    if case.day is None:
        yield asks("judged_on_a_day", "decision_day_missing", field="decided_on")
    elif case.decided_on is None:
        yield informs("judged_on_a_day", "not_decided_yet", field="decided_on", day=case.day)


def _days_to_compare(case: Case, lawbook: LawBook) -> bool:
    return sum(day is not None for day in (case.registered_on, case.decided_on, case.starts_on, case.ends_on)) > 1


@clause(
    "chronology",
    yields=["ends_before_it_starts", "starts_before_decision", "decided_before_registration"],
    when=_days_to_compare,
)
def days_in_order(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Registered before decided, decided before begun, begun before ended."""
    rule, begun, ended, decided = "days_in_order", case.starts_on, case.ends_on, case.decided_on
    if begun and ended and ended < begun:
        yield blocks(rule, "ends_before_it_starts", field="ends_on", starts_on=begun, ends_on=ended)
    first_decided = case.approved_on or decided
    if begun and first_decided and begun < first_decided:
        facts = {"starts_on": begun, "decided_on": first_decided}
        yield warns(rule, "starts_before_decision", field="starts_on", **facts)
    if case.registered_on and decided and decided < case.registered_on:
        facts = {"registered_on": case.registered_on, "decided_on": decided}
        yield warns(rule, "decided_before_registration", field="decided_on", **facts)


def _dated_plan(case: Case, lawbook: LawBook) -> bool:
    return case.year is not None and case.decided_on is not None


@clause("chronology", yields=["decided_after_the_year", "decided_long_before_the_year"], when=_dated_plan)
def decided_for_its_year(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """A plan is decided in its year or late in the year before: 22/12/2017 for 2018 is as usual."""
    rule, decided = "decided_for_its_year", case.approved_on or case.decided_on
    facts = {"decided_on": decided, "year": case.year}
    if decided.year > case.year:
        yield warns(rule, "decided_after_the_year", field="decided_on", **facts)
    elif decided.year < case.year - 1 and case.kind is not ProjectKind.KEY:
        yield warns(rule, "decided_long_before_the_year", field="decided_on", **facts)


def _planned_days(case: Case, lawbook: LawBook) -> bool:
    return case.year is not None and case.kind is not ProjectKind.KEY and bool(case.starts_on or case.ends_on)


@clause("chronology", yields=["work_outside_the_year"], when=_planned_days)
def work_in_its_year(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """A project of one year's plan is carried out in that year; only key projects take several."""
    begun, ended = case.starts_on, case.ends_on
    if (begun and begun.year > case.year) or (ended and ended.year != case.year):
        facts = {"starts_on": begun, "ends_on": ended, "year": case.year}
        yield warns("work_in_its_year", "work_outside_the_year", field="ends_on", **facts)
