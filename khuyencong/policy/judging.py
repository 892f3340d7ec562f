"""Every clause on one case, in one call without a query: what is wrong, what holds, what does not apply."""

import datetime
from dataclasses import dataclass

from khuyencong.engines.rulebook import Finding, Weight
from khuyencong.policy.case import Case
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules import ALL

RULES_VERSION = "2026-11-23.2"
"""Changes with every change of a clause, a word list or a dated row beside the clauses."""

_HEAVINESS = {weight: place for place, weight in enumerate(Weight)}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules said of a case on a day, by value, so that it can be kept with the decision."""

    rules_version: str
    """The rules' version and the law book's, joined by +."""
    judged_on: datetime.date | None
    findings: tuple[Finding, ...]
    """Heaviest first; equally heavy ones in the order of the clauses, then of the beneficiaries."""
    held: tuple[str, ...]
    """Codes of the clauses that were examined and found in order."""
    skipped: tuple[str, ...]
    """Codes of the clauses that are not about such a case, or not of that day."""

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings with which the case cannot go on."""
        return tuple(finding for finding in self.findings if finding.weight is Weight.BLOCKS)


def judge(case: Case, lawbook: LawBook) -> Judgement:
    """Judge a case by the law of its day: that of the decision, or of judging while nothing is decided."""
    findings: list[Finding] = []
    held: list[str] = []
    skipped: list[str] = []
    for clause in ALL:
        if not clause.applies(case, lawbook):
            skipped.append(clause.code)
            continue
        said = list(clause.check(case, lawbook))
        if said:
            findings.extend(said)
        else:
            held.append(clause.code)
    findings.sort(key=lambda finding: _HEAVINESS[finding.weight])
    return Judgement(
        rules_version=f"{RULES_VERSION}+{lawbook.version}",
        judged_on=case.day,
        findings=tuple(findings),
        held=tuple(held),
        skipped=tuple(skipped),
    )
