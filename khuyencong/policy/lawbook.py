"""The law of a moment in memory: frozen norms, instruments and activities, looked up by day without a query."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from khuyencong.engines.rulebook import Certainty, LegalSource
from khuyencong.engines.rulebook.dated import holds_on

NATIONAL = ""
"""Territory of a norm that holds in the whole country."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal instrument with the days it held."""

    number: str
    name_vi: str = ""
    kind: str = ""
    issued_on: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    certainty: Certainty = Certainty.VERIFIED
    replaced_by: str = ""
    cited_as: str = ""
    """As it is cited to people, for example «Thông tư 28/2018/TT-BTC»."""
    issuer_vi: str = ""
    amended_by: tuple[str, ...] = ()
    note_vi: str = ""
    note_en: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the reviewed list of activities (nội dung hoạt động)."""

    code: str
    name_vi: str
    name_en: str
    group: int
    """Group of Điều 4 NĐ 45/2012, 1 to 9; 0 where it is not an activity of that article."""
    aliases: tuple[str, ...] = ()
    evidence_list: str | None = None
    advance_tier: str | None = None
    group_project_allowed: bool = False
    tender_required: bool = False
    management_cost: bool = False
    proposable: bool = True
    """False for what is a limit or a rate and never a line of a plan."""
    norm_of: str | None = None
    """The activity whose norm applies; its own code as a rule, None where no norm is known."""
    valid_from: datetime.date | None = None
    """The day from which the law knows the activity, where it is newer than the list."""


@dataclass(frozen=True, slots=True)
class Norm:
    """How much may be paid for an activity, from a day, in a territory. Amounts in whole đồng."""

    key: str
    activity: str
    name_vi: str
    unit: str
    cap_percent: Decimal | None
    cap_vnd: int | None
    cap_multiplier: Decimal | None
    conditions_vi: str
    instrument: str
    article: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    certainty: Certainty
    machine_use: str
    """enforce, warn_only or display_only."""
    verified_until: datetime.date | None = None
    territory: str = NATIONAL
    level: str = "national"
    source_url: str = ""
    note: str = ""
    note_en: str = ""
    conditions_en: str = ""
    cited_as: str = ""
    """The instrument as it is cited to people; its number where empty."""
    percent_of: str = "cost"
    """What the percentage is taken of: cost, booth_rent, listed_costs, air_fare, loan_interest, support, …"""
    evidence: str = ""
    """How the figure was read: primary_copy, article_quoted, publisher_summary, press, …, none."""

    def source(self) -> LegalSource:
        """The norm as a legal source to cite."""
        return LegalSource(
            instrument=self.cited_as or self.instrument,
            article=self.article,
            certainty=self.certainty,
            in_force_from=self.valid_from,
            url=self.source_url,
            verified_until=self.verified_until,
        )

    def binding_on(self, day: datetime.date) -> bool:
        """Whether breaking it may block on that day: read or confirmed, enforced, and read up to that day."""
        sure = self.certainty in (Certainty.VERIFIED, Certainty.CONFIRMED)
        read = self.verified_until is None or day <= self.verified_until
        return sure and self.machine_use == "enforce" and read


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that shows that something was done or holds. ``optional``: only where the cost arises."""

    code: str
    name_vi: str
    name_en: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class AdvanceTier:
    """How much of the support may be advanced first, and on what condition."""

    code: str
    percent: int
    condition_vi: str
    condition_en: str


@dataclass(frozen=True)
class LawBook:
    """Everything the rules may look up, with a version that is kept beside each judgement."""

    version: str
    activities: Mapping[str, Activity]
    instruments: Mapping[str, Instrument]
    norms: Mapping[str, tuple[Norm, ...]] = field(default_factory=dict)
    """By activity code, each in order of its first day. A norm without a first day is never here."""
    shown: tuple[Norm, ...] = ()
    """Norms without a first day, drafts and examples: shown to people, never reckoned with."""
    evidence: Mapping[str, tuple[Paper, ...]] = field(default_factory=dict)
    """The papers of each evidence list, and under «common» those that every project needs."""
    advances: Mapping[str, AdvanceTier] = field(default_factory=dict)

    def norm(self, activity: str, *, on: datetime.date, territory: str = NATIONAL) -> Norm | None:
        """The norm for an activity on a day in exactly that territory, or None when there is none."""
        for norm in self.norms.get(activity, ()):
            if norm.territory == territory and holds_on(norm, on):
                return norm
        return None

    def knows(self, number: str) -> bool:
        """Whether the instrument is in the book at all."""
        return number in self.instruments


def by_activity(norms: Iterable[Norm]) -> dict[str, tuple[Norm, ...]]:
    """Norms grouped by activity, oldest first, as the law book wants them."""
    grouped: dict[str, list[Norm]] = {}
    for norm in sorted(norms, key=lambda n: (n.activity, n.valid_from or datetime.date.min, n.key)):
        grouped.setdefault(norm.activity, []).append(norm)
    return {activity: tuple(rows) for activity, rows in grouped.items()}
