"""The conditions of funding and the paper each needs."""

from collections.abc import Iterator

from khuyencong.engines.rulebook import Finding, asks, blocks, warns
from khuyencong.policy.case import Case, Level
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause, graded
from khuyencong.policy.rules.data import EVIDENCE, LIMITS, SOURCES
from khuyencong.policy.rules.norms import norm_for
from khuyencong.policy.rules.subjects import MACHINERY, PROJECTS, for_establishments, in_difficult_area, numbered
from khuyencong.policy.rules.wording import Phrases

_CONDITIONS = tuple(EVIDENCE["funding_conditions"])
_NEW_MACHINE = EVIDENCE["new_machine"]
_NEW_IN_DISTRICT = EVIDENCE["new_in_district"]
_USED = Phrases(EVIDENCE["used_machine_words"])
_DEMONSTRATION = frozenset(LIMITS["demonstration"])
_DIFFICULT_ONLY = frozenset(LIMITS["difficult_area_only"])
_LAST_DISTRICT_DAY = LIMITS["old_places"]["last_old_map_day"]


@clause("funding_conditions_2014", yields=["funding_commitments_missing"], kinds=PROJECTS, when=for_establishments)
def funding_commitments_until_2018(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The beneficiary commits the rest of the cost, and that no other state money pays for the same item."""
    yield from _commitments(case, "funding_commitments_until_2018", "funding_conditions_2014")


@clause("funding_conditions_2018", yields=["funding_commitments_missing"], kinds=PROJECTS, when=for_establishments)
def funding_commitments_since_2018(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The same two papers; that the newer circular still demands them is recalled, so they are asked for."""
    yield from _commitments(case, "funding_commitments_since_2018", "funding_conditions_2018")


def _commitments(case: Case, rule: str, law: str) -> Iterator[Finding]:
    missing = tuple(code for code in _CONDITIONS if code not in case.evidence)
    if missing:
        yield asks(rule, "funding_commitments_missing", SOURCES[law], field="evidence", evidence=missing)


def _national_model(case: Case, lawbook: LawBook) -> bool:
    return case.level is Level.NATIONAL and case.activity in _DEMONSTRATION


@clause("demo_model_new", yields=["model_newness_unproven", "model_newness_without_districts"], when=_national_model)
def model_is_new_in_its_district(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """A national demonstration model shows a technology or product not yet used in the district."""
    if _NEW_IN_DISTRICT in case.evidence:
        return
    rule, source = "model_is_new_in_its_district", SOURCES["demo_model_new"]
    code = "model_newness_unproven" if case.day <= _LAST_DISTRICT_DAY else "model_newness_without_districts"
    yield asks(rule, code, source, field="evidence", evidence=(_NEW_IN_DISTRICT,))


def _buys_machines(case: Case, lawbook: LawBook) -> bool:
    return case.activity in MACHINERY


@clause(
    "machinery_new",
    yields=["machinery_used", "machinery_used_read_until", "machinery_newness_unproven"],
    when=_buys_machines,
)
def machinery_is_new(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Only new machinery is supported."""
    rule, source = "machinery_is_new", SOURCES["machinery_new"]
    if word := _USED.first_in(case.name) or _USED.first_in(case.note):
        weigh, code = graded(source, case.day, "machinery_used")
        yield weigh(rule, code, source, field="name", said=word, read_until=source.verified_until)
    elif _NEW_MACHINE not in case.evidence:
        yield asks(rule, "machinery_newness_unproven", source, field="evidence", evidence=(_NEW_MACHINE,))


def _founds_an_enterprise(case: Case, lawbook: LawBook) -> bool:
    return bool(case.parties) and case.activity in _DIFFICULT_ONLY and norm_for(case, lawbook) is not None


@clause(
    "norms",
    yields=["enterprise_outside_difficult_area", "enterprise_outside_difficult_area_read_until", "difficult_unknown"],
    when=_founds_an_enterprise,
)
def enterprises_are_founded_in_difficult_areas(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Support to found an enterprise is for areas with difficult or extremely difficult conditions only."""
    rule, norm = "enterprises_are_founded_in_difficult_areas", norm_for(case, lawbook)
    for index, party in numbered(case):
        facts = {"name": party.name, "address": party.place_text}
        difficult = in_difficult_area(case, party)
        if difficult is None:
            yield asks(rule, "difficult_unknown", norm.source(), field="place", party=index, **facts)
        elif difficult:
            continue
        elif norm.binding_on(case.day):
            code = "enterprise_outside_difficult_area"
            yield blocks(rule, code, norm.source(), field="place", party=index, **facts)
        else:
            code = "enterprise_outside_difficult_area_read_until"
            until = norm.verified_until
            yield warns(rule, code, norm.source(), field="place", party=index, read_until=until, **facts)
