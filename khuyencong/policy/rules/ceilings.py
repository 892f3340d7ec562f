"""How much a norm allows: the arithmetic alone, in whole đồng, with each part kept so that it can be shown."""

from dataclasses import dataclass
from decimal import Decimal

from khuyencong.policy.case import Case, Party
from khuyencong.policy.lawbook import Norm

COST = "cost"
"""What a norm's percentage is a share of unless it says otherwise: the total cost."""
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most a norm allows, with its parts. ``amount`` is None where nothing can be computed."""

    amount: int | None
    basis: str
    """Which sentence shows the arithmetic: percent_and_cap, percent_only, cap_only, cap_times, …"""
    percent_part: int | None = None
    cap_part: int | None = None
    base: int | None = None
    times: int = 1


def share(base: int, percent: Decimal) -> int:
    """That percentage of an amount, rounded down to a whole đồng: «không quá» is never exceeded by rounding."""
    return int(base * percent / 100)


def ceiling_of(
    norm: Norm,
    *,
    case: Case,
    multiplier: Decimal = ONE,
    percent_multiplier: Decimal = ONE,
) -> Ceiling:
    """The ceiling of the whole case: the percentage of its base against the amount for each unit."""
    times = _units(case)
    percent_part, base = _percent_part(norm, case=case, multiplier=percent_multiplier)
    cap_part = _cap_part(norm, case=case, times=times, multiplier=multiplier)
    known = [part for part in (percent_part, cap_part) if part is not None]
    return Ceiling(
        amount=min(known) if known else None,
        basis="sum_of_parties" if _by_parties(norm, case, times) else _basis(percent_part, cap_part, times),
        percent_part=percent_part,
        cap_part=cap_part,
        base=base,
        times=times,
    )


def party_ceiling(norm: Norm, *, party: Party, multiplier: Decimal = ONE) -> Ceiling:
    """The ceiling of one beneficiary of a group project, on its own total."""
    percent_part = None
    if norm.cap_percent is not None and party.total is not None and norm.percent_of == COST:
        percent_part = min(share(party.total, norm.cap_percent * multiplier), party.total)
    cap_part = None if norm.cap_vnd is None else int(norm.cap_vnd * multiplier)
    known = [part for part in (percent_part, cap_part) if part is not None]
    return Ceiling(
        amount=min(known) if known else None,
        basis=_basis(percent_part, cap_part, 1),
        percent_part=percent_part,
        cap_part=cap_part,
        base=party.total,
    )


def percent_base(norm: Norm, case: Case) -> int | None:
    """What the norm's percentage is a share of: the total, or another sum that the case must give."""
    if case.percent_base is not None:
        return case.percent_base
    return case.total if norm.percent_of == COST else None


def _percent_part(norm: Norm, *, case: Case, multiplier: Decimal) -> tuple[int | None, int | None]:
    base = percent_base(norm, case)
    if norm.cap_percent is None or base is None:
        return None, base
    return min(share(base, norm.cap_percent * multiplier), base), base


def _cap_part(norm: Norm, *, case: Case, times: int, multiplier: Decimal) -> int | None:
    if norm.cap_vnd is None:
        return None
    if not _by_parties(norm, case, times):
        return int(norm.cap_vnd * multiplier) * times
    return sum(party_ceiling(norm, party=party, multiplier=multiplier).amount or 0 for party in case.parties)


def _by_parties(norm: Norm, case: Case, times: int) -> bool:
    """Whether each beneficiary's own money says how much of the amount it may have."""
    if norm.cap_vnd is None or len(case.parties) < 2 or times != len(case.parties):
        return False
    return any(party.total is not None for party in case.parties)


def _units(case: Case) -> int:
    return case.units or max(1, len(case.parties))


def _basis(percent_part: int | None, cap_part: int | None, times: int) -> str:
    if cap_part is None:
        return "percent_only" if percent_part is not None else "nothing"
    single = "cap" if times == 1 else "cap_times"
    return f"percent_and_{single}" if percent_part is not None else f"{single}_only"
