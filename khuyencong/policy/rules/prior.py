"""What the same establishment has had, or asks for elsewhere."""

from collections.abc import Iterator

from khuyencong.core.text import fold
from khuyencong.engines.rulebook import Finding, LegalSource, asks, blocks, informs, warns
from khuyencong.policy.case import Case, PriorSupport
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause, graded
from khuyencong.policy.rules.data import LIMITS, SOURCES

_FOREIGN_FAIR = LIMITS["foreign_fair_activity"]
_FAIRS_A_YEAR = LIMITS["foreign_fairs_a_year"]


def _has_prior(case: Case, lawbook: LawBook) -> bool:
    return bool(case.prior)


def _goes_abroad_again(case: Case, lawbook: LawBook) -> bool:
    return case.activity == _FOREIGN_FAIR and bool(case.prior)


@clause(
    "foreign_fair",
    yields=["third_foreign_fair", "third_foreign_fair_read_until", "third_foreign_fair_asked"],
    when=_goes_abroad_again,
)
def foreign_fairs_at_most_twice_a_year(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """An establishment goes to at most two supported fairs abroad in a year."""
    fairs = [p for p in case.prior if p.activity == _FOREIGN_FAIR and p.year == case.year and p.earlier]
    had = [p for p in fairs if p.decided_on is not None]
    facts = {"year": case.year, "most": _FAIRS_A_YEAR, "fairs": tuple(_named(p) for p in fairs)}
    rule, source = "foreign_fairs_at_most_twice_a_year", SOURCES["foreign_fair"]
    if len(had) >= _FAIRS_A_YEAR:
        weigh, code = graded(source, case.day, "third_foreign_fair")
        yield weigh(rule, code, source, field="activity", read_until=source.verified_until, **facts)
    elif len(fairs) >= _FAIRS_A_YEAR:
        yield warns(rule, "third_foreign_fair_asked", source, field="activity", **facts)


def _named(prior: PriorSupport) -> dict[str, str]:
    """How a sentence names the other support: a proposal by its reference, a line of this plan by its number."""
    if prior.other_province:
        return {"which": "elsewhere"}
    return {"which": "line_here" if prior.same_plan else "registered", "reference": prior.reference}


_PRIOR_CODES = (
    "supported_for_the_same_activity",
    "supported_activity_unknown",
    "supported_before",
    "asked_in_the_same_plan",
    "supported_in_another_province",
)


@clause("no_double_2014", yields=[*_PRIOR_CODES, "supported_for_the_same_item_surely"], when=_has_prior)
def no_second_support_until_2018(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """No other state money pays for the same item of cost."""
    yield from _seconds(case, "no_second_support_until_2018", SOURCES["no_double_2014"], sure=True)


@clause("no_double_2018", yields=[*_PRIOR_CODES, "supported_for_the_same_item"], when=_has_prior)
def no_second_support_since_2018(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The same, recalled for the newer circular: it warns."""
    yield from _seconds(case, "no_second_support_since_2018", SOURCES["no_double_2018"], sure=False)


def _seconds(case: Case, rule: str, source: LegalSource | None, *, sure: bool) -> Iterator[Finding]:
    for year in sorted({prior.year for prior in case.prior if prior.other_province}):
        weigh = asks if year == case.year else informs
        yield weigh(rule, "supported_in_another_province", source, field="parties", year=year)
    for prior in case.prior:
        if prior.other_province:
            continue
        facts = {**_named(prior), "year": prior.year, "other_name": prior.name, "support": prior.support}
        code = _likeness(case, prior)
        if code == "supported_for_the_same_item" and sure:
            yield blocks(rule, "supported_for_the_same_item_surely", source, field="parties", **facts)
        elif code:
            yield _PRIOR_WEIGHTS[code](rule, code, source, field="parties", **facts)


def _two_sources(case: Case, lawbook: LawBook) -> bool:
    return bool(case.support_national) and bool(case.support_local)


@clause("no_double_2014", yields=["national_and_local_money"], when=_two_sources)
def one_source_for_one_item_until_2018(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """National and local money in one project pay for different items."""
    yield _both(case, "one_source_for_one_item_until_2018", SOURCES["no_double_2014"])


@clause("no_double_2018", yields=["national_and_local_money"], when=_two_sources)
def one_source_for_one_item_since_2018(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The same, recalled for the newer circular."""
    yield _both(case, "one_source_for_one_item_since_2018", SOURCES["no_double_2018"])


def _both(case: Case, rule: str, source: LegalSource | None) -> Finding:
    facts = {"national": case.support_national, "local": case.support_local}
    return asks(rule, "national_and_local_money", source, field="support", **facts)


_PRIOR_WEIGHTS = {
    "supported_for_the_same_item": warns,
    "supported_for_the_same_activity": warns,
    "supported_activity_unknown": asks,
    "supported_before": informs,
    "asked_in_the_same_plan": informs,
}


def _likeness(case: Case, prior: PriorSupport) -> str:
    """How near the other support is to this one; empty where a clause of its own speaks of it."""
    if prior.year != case.year:
        return "supported_before"
    if prior.activity is None or case.activity is None:
        return "supported_activity_unknown"
    if prior.activity != case.activity:
        return "asked_in_the_same_plan" if prior.same_plan else "supported_before"
    if case.activity == _FOREIGN_FAIR:
        return ""  # one fair more is another item; how many there may be is a clause of its own
    return "supported_for_the_same_item" if _same_item(case, prior) else "supported_for_the_same_activity"


def _same_item(case: Case, prior: PriorSupport) -> bool:
    """The same words for what is paid for; the register knows no finer item."""
    return bool(case.name) and fold(case.name).split() == fold(prior.name).split()
