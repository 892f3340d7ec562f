"""The sums of a case: total = support + counterpart + other, no amount below nothing."""

from collections.abc import Iterator

from khuyencong.engines.rulebook import Finding, asks, blocks
from khuyencong.policy.case import Case
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.subjects import PROJECTS

_AMOUNTS = ("total", "support_national", "support_local", "counterpart", "other")
_PARTY_SUMS = ("total", "support", "counterpart")


@clause("arithmetic", yields=["amount_negative", "party_amount_negative"])
def amounts_are_not_negative(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """No amount of the case or of a beneficiary is below zero."""
    rule = "amounts_are_not_negative"
    for name in _AMOUNTS:
        amount = getattr(case, name)
        if amount is not None and amount < 0:
            yield blocks(rule, "amount_negative", field=name, what=name, amount=amount)
    for index, party in enumerate(case.parties):
        for name in _AMOUNTS:
            amount = getattr(party, name)
            if amount is not None and amount < 0:
                yield blocks(
                    rule, "party_amount_negative", field=name, party=index, what=name, amount=amount, name=party.name
                )


@clause("arithmetic", yields=["support_missing", "support_zero"])
def support_is_given(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Something is asked for."""
    if case.support is None:
        yield asks("support_is_given", "support_missing", field="support")
    elif case.support == 0:
        yield asks("support_is_given", "support_zero", field="support")


@clause("arithmetic", yields=["total_missing", "counterpart_missing"], kinds=PROJECTS)
def parts_are_given(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The total and the counterpart are there, else they are asked for, with what they would have to be."""
    rule, support, other = "parts_are_given", case.support, case.other or 0
    if case.total is None:
        fits = None if support is None or case.counterpart is None else support + case.counterpart + other
        yield asks(rule, "total_missing", field="total", **_fitting(fits))
    elif case.counterpart is None:
        fits = None if support is None else case.total - support - other
        yield asks(rule, "counterpart_missing", field="counterpart", **_fitting(fits))


def _fitting(amount: int | None) -> dict[str, int | str | None]:
    known = amount is not None and amount >= 0
    return {"fits": amount if known else None, "hint": "would_be" if known else "nothing"}


def _can_be_added(case: Case, lawbook: LawBook) -> bool:
    if case.total is None or case.support is None:
        return False
    return case.counterpart is not None or case.support > case.total


@clause("arithmetic", yields=["total_wrong", "support_above_total"], when=_can_be_added)
def sources_sum_to_total(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Total = support + counterpart + other sources, to the đồng."""
    rule, support = "sources_sum_to_total", case.support
    if support > case.total:
        yield blocks(rule, "support_above_total", field="total", support=support, total=case.total)
        return
    fits = support + case.counterpart + (case.other or 0)
    if fits == case.total:
        return
    rest = case.total - support - (case.other or 0)
    yield blocks(
        rule,
        "total_wrong",
        field="total",
        support=support,
        counterpart=case.counterpart,
        other=case.other,
        parts="three" if case.other else "two",
        total=case.total,
        fits=fits,
        counterpart_fits=max(rest, 0),
        gap=abs(case.total - fits),
        way="short" if fits < case.total else "over",
    )


def _shares_money(case: Case, lawbook: LawBook) -> bool:
    return any(getattr(party, name) is not None for party in case.parties for name in _PARTY_SUMS)


@clause("arithmetic", yields=["parties_sum_wrong", "party_total_wrong"], when=_shares_money)
def beneficiaries_sum_to_project(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The beneficiaries' own amounts sum to the project's, and each one's sources to its own total."""
    rule = "beneficiaries_sum_to_project"
    for name in _PARTY_SUMS:
        amounts = [getattr(party, name) for party in case.parties]
        whole = getattr(case, name)
        if whole is None or any(amount is None for amount in amounts) or sum(amounts) == whole:
            continue
        gap = abs(whole - sum(amounts))
        yield blocks(rule, "parties_sum_wrong", field=name, what=name, summed=sum(amounts), whole=whole, gap=gap)
    for index, party in enumerate(case.parties):
        if None in (party.total, party.support, party.counterpart):
            continue
        fits = party.support + party.counterpart + (party.other or 0)
        if fits != party.total:
            facts = {"name": party.name, "fits": fits, "total": party.total}
            yield blocks(rule, "party_total_wrong", field="total", party=index, **facts)
