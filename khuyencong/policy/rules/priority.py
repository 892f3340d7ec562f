"""The priority multiplier: named by the line, proven by a paper, or it raises nothing (NĐ 45/2012 Điều 6)."""

from dataclasses import dataclass

from khuyencong.policy.case import Case
from khuyencong.policy.rules.data import EVIDENCE
from khuyencong.policy.rules.wording import Phrases


@dataclass(frozen=True, slots=True)
class _Priority:
    code: str
    words: Phrases
    evidence: frozenset[str]


_PRIORITIES = tuple(
    _Priority(row["code"], Phrases(row["words"]), frozenset(row["evidence"])) for row in EVIDENCE["priorities"]
)
EVERY_PROOF = tuple(dict.fromkeys(code for row in EVIDENCE["priorities"] for code in row["evidence"]))


@dataclass(frozen=True, slots=True)
class PriorityClaim:
    """Which priorities the line names, and which papers prove or would prove them."""

    named: tuple[str, ...]
    proven: tuple[str, ...]
    wanted: tuple[str, ...]
    """Evidence that would prove what is named; every kind of proof where a priority is named in unknown words."""


def priority_claim(case: Case) -> PriorityClaim:
    """What the line claims and can show."""
    if not case.priority_text.strip():
        return PriorityClaim((), (), EVERY_PROOF)
    named = [row for row in _PRIORITIES if row.words.first_in(case.priority_text)]
    proven = tuple(row.code for row in named if row.evidence & case.evidence)
    wanted = tuple(code for code in EVERY_PROOF if any(code in row.evidence for row in named)) or EVERY_PROOF
    return PriorityClaim(tuple(row.code for row in named) or ("claims_unclear",), proven, wanted)
