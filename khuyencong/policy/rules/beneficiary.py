"""Who may be supported: NĐ 45/2012 Điều 1 khoản 2, as amended by NĐ 235/2025."""

from collections.abc import Iterator

from khuyencong.engines.rulebook import Finding, LegalSource, asks, blocks, informs
from khuyencong.policy.case import BeneficiaryKind, Case, ProjectKind
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.data import LIMITS, SOURCES
from khuyencong.policy.rules.subjects import MACHINERY, PROJECTS, bound_to_places, for_establishments, numbered

_KINDS = {
    row["source"]: frozenset(BeneficiaryKind(kind) for kind in row["kinds"]) for row in LIMITS["beneficiary_kinds"]
}
_UNTIL_2025 = _KINDS["beneficiary_2012"]
_SINCE_2025 = _KINDS["beneficiary_2025"]


@clause(
    "beneficiary_2012",
    yields=["beneficiary_kind_unknown", "beneficiary_kind_other", "beneficiary_kind_not_listed"],
    kinds=PROJECTS,
    when=bound_to_places,
    by_approval=True,
)
def beneficiary_kind_until_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """An SME, a cooperative, a cooperative group or a business household, and nobody else."""
    yield from _judged_kinds(
        case, "beneficiary_kind_until_2025", _UNTIL_2025, "beneficiary_kind_other", SOURCES["beneficiary_2012"]
    )


@clause(
    "beneficiary_2025",
    yields=["beneficiary_kind_unknown", "beneficiary_kind_other_since_2025"],
    kinds=PROJECTS,
    when=bound_to_places,
    by_approval=True,
)
def beneficiary_kind_since_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """As before, with unions of cooperatives; others named by the new text are for an officer to confirm."""
    yield from _judged_kinds(
        case,
        "beneficiary_kind_since_2025",
        _SINCE_2025,
        "beneficiary_kind_other_since_2025",
        SOURCES["beneficiary_2025"],
    )


def _judged_kinds(
    case: Case, rule: str, listed: frozenset[BeneficiaryKind], other: str, source: LegalSource | None
) -> Iterator[Finding]:
    for index, party in numbered(case):
        if party.kind is None:
            yield asks(rule, "beneficiary_kind_unknown", source, field="kind", party=index, name=party.name)
        elif party.kind is BeneficiaryKind.OTHER:
            yield asks(rule, other, source, field="kind", party=index, name=party.name)
        elif party.kind not in listed:
            yield blocks(
                rule,
                "beneficiary_kind_not_listed",
                source,
                field="kind",
                party=index,
                name=party.name,
                kind=party.kind.value,
                since=SOURCES["beneficiary_2025"].in_force_from,
            )


@clause(
    "beneficiary_2012",
    yields=["beneficiary_missing", "beneficiary_chosen_later", "beneficiary_needed_for_machinery"],
    kinds=PROJECTS,
    when=for_establishments,
)
def beneficiary_named_until_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """A project names whom it is for; a group project may choose later, save for machinery."""
    yield from _named(case, "beneficiary_named_until_2025", SOURCES["beneficiary_2012"])


@clause(
    "beneficiary_2025",
    yields=["beneficiary_missing", "beneficiary_chosen_later", "beneficiary_needed_for_machinery"],
    kinds=PROJECTS,
    when=for_establishments,
)
def beneficiary_named_since_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The same under the amended text."""
    yield from _named(case, "beneficiary_named_since_2025", SOURCES["beneficiary_2025"])


def _named(case: Case, rule: str, source: LegalSource | None) -> Iterator[Finding]:
    if any(party.name or party.establishment_id for party in case.parties):
        return
    if case.kind is not ProjectKind.GROUP:
        yield asks(rule, "beneficiary_missing", source, field="parties")
    elif case.activity in MACHINERY:
        yield asks(rule, "beneficiary_needed_for_machinery", SOURCES["group_list_2018"], field="parties")
    else:
        yield informs(rule, "beneficiary_chosen_later", SOURCES["group_list_2018"], field="parties")
