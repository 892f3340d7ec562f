"""What a plan's management cost is a share of, and what all its management lines ask for together."""

from dataclasses import dataclass

from khuyencong.planning.facts import LineFacts, PlanFacts
from khuyencong.policy.case import ProjectKind
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.management import is_authority_cost

_SOURCES = ("support_national", "support_local")


@dataclass(frozen=True, slots=True)
class Managed:
    """The money of a plan by source, whole đồng. ``money`` is None while a line is unread or gives no money."""

    money: dict[str, int] | None
    management: dict[str, int]

    @classmethod
    def of(cls, plan: PlanFacts, lawbook: LawBook) -> "Managed":
        """What the lines come to, the reserve left out; a declared total may be wrong and is not taken."""
        lines = [line for line in plan.lines if line.kind is not ProjectKind.RESERVE]
        whole = not plan.unread and not any(gives_no_money(line) for line in lines)
        managing = [line for line in lines if is_authority_cost(line.activity, lawbook)]
        return cls(_sums(lines) if whole else None, _sums(managing))

    def base(self, line: LineFacts) -> int | None:
        """The money of the line's own source that the plan hands out."""
        return None if self.money is None else sum(self.money[name] for name in _sources_of(line)) or None

    def asked(self, line: LineFacts) -> int | None:
        """What the authority's management lines of the same source ask for together."""
        return sum(self.management[name] for name in _sources_of(line)) or None


def gives_no_money(line: LineFacts) -> bool:
    """Whether a line that should say how much it asks for does not."""
    return line.kind is not ProjectKind.RESERVE and line.support_national is None and line.support_local is None


def _sums(lines: list[LineFacts]) -> dict[str, int]:
    return {name: sum(getattr(line, name) or 0 for line in lines) for name in _SOURCES}


def _sources_of(line: LineFacts) -> list[str]:
    return [name for name in _SOURCES if getattr(line, name)]
