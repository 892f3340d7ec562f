"""How a clause of the law is registered: its code, its source and dates, and the cases it is about."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from khuyencong.engines.rulebook import Certainty, Finding, LegalSource, blocks, warns
from khuyencong.policy.case import Case, Level, ProjectKind
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.data import PERIODS, SOURCES

Check = Callable[[Case, LawBook], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Clause:
    """
    One rule: a pure function with the code people know it by.

    ``yields`` names every finding the function can give; ``when`` says whether the clause is about the case
    at all. ``by_approval`` clauses follow the law of the day a running project was first approved.
    """

    code: str
    check: Check
    yields: frozenset[str]
    source: LegalSource | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    levels: frozenset[Level] | None
    kinds: frozenset[ProjectKind] | None
    when: Callable[[Case, LawBook], bool] | None
    by_approval: bool

    def applies(self, case: Case, lawbook: LawBook) -> bool:
        """Whether the clause is examined: its dates, its levels and kinds, and its own condition."""
        if self.kinds is not None and case.kind not in self.kinds:
            return False
        if self.levels is not None and case.level not in self.levels:
            return False
        if not self._holds_on(approval_day(case) if self.by_approval else case.day):
            return False
        return self.when is None or self.when(case, lawbook)

    def _holds_on(self, day: datetime.date | None) -> bool:
        if self.valid_from is None and self.valid_to is None:
            return True
        if day is None:
            return False
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def __call__(self, case: Case, lawbook: LawBook) -> Iterable[Finding]:
        return self.check(case, lawbook)


def approval_day(case: Case) -> datetime.date | None:
    """The day whose law says who may be supported, and where: a running project keeps that of its approval."""
    return case.approved_on or case.day


def graded(source: LegalSource, day: datetime.date, code: str) -> tuple[Callable[..., Finding], str]:
    """
    How a broken demand weighs: it blocks while the text was read, after that it warns and says until when it was.

    The second sentence of each such demand has the code with ``_read_until`` and needs the fact ``read_until``.
    """
    sure = source.certainty in (Certainty.VERIFIED, Certainty.CONFIRMED)
    if sure and (source.verified_until is None or day <= source.verified_until):
        return blocks, code
    return warns, f"{code}_read_until"


def clause(
    law: str,
    *,
    yields: Collection[str],
    levels: Collection[Level] | None = None,
    kinds: Collection[ProjectKind] | None = None,
    when: Callable[[Case, LawBook], bool] | None = None,
    by_approval: bool = False,
) -> Callable[[Check], Clause]:
    """Register a function as a clause standing on the row ``law`` of the sources, for as long as that row holds."""

    def register(check: Check) -> Clause:
        valid_from, valid_to = PERIODS[law]
        return Clause(
            code=check.__name__,
            check=check,
            yields=frozenset(yields),
            source=SOURCES[law],
            valid_from=valid_from,
            valid_to=valid_to,
            levels=frozenset(levels) if levels else None,
            kinds=frozenset(kinds) if kinds else None,
            when=when,
            by_approval=by_approval,
        )

    return register
