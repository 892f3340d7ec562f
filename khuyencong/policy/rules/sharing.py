"""In a project for several, the part of each."""

from collections.abc import Iterator
from decimal import Decimal

from khuyencong.engines.rulebook import Finding
from khuyencong.policy.case import Case
from khuyencong.policy.lawbook import LawBook, Norm
from khuyencong.policy.rules.ceilings import ONE, party_ceiling
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.norms import OVER, PRIORITY, exceeded, norm_for, one_norm_fits, verdict
from khuyencong.policy.rules.priority import priority_claim

_PARTY_OVER = tuple(f"party_{code}" for code in OVER)


def _shares_support(case: Case, lawbook: LawBook) -> bool:
    return len(case.parties) > 1 and one_norm_fits(case, lawbook) and any(party.support for party in case.parties)


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
            multiplier = _multiplier(case, lawbook, norm) if proven else ONE
            ceiling = party_ceiling(norm, party=party, multiplier=multiplier)
            if ceiling.amount is None or support <= ceiling.amount:
                continue
            weigh, code = verdict(norm, case.day)
            yield weigh(
                "each_beneficiary_within_norm",
                f"party_{code}",
                norm.source(),
                field="support",
                party=index,
                name=party.name,
                **exceeded(norm, ceiling, support),
            )


def _multiplier(case: Case, lawbook: LawBook, norm: Norm) -> Decimal:
    priority = lawbook.norm(PRIORITY, on=case.day, territory=norm.territory)
    return priority.cap_multiplier if priority and priority.cap_multiplier else ONE
