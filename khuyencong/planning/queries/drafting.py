"""A page of an uploaded plan, in a constant number of queries."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from khuyencong.directory.queries.people import Scope
from khuyencong.planning.checking.placing import Placing
from khuyencong.planning.models import AnnualPlan, PlanDraft, PlanDraftLine
from khuyencong.planning.workbook.planfacts import PlanFacts as WrittenFacts
from khuyencong.work.models import Job

PAGE_ROWS = 40
SHOWS = {
    "": Q(),
    "errors": Q(problems__contains=[{"severity": "error"}]),
    "blocks": Q(verdict="blocks"),
    "warns": Q(verdict="warns"),
    "asks": Q(verdict="asks"),
}


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Some rows of the draft, and how many there are of each sort."""

    rows: list[PlanDraftLine]
    number: int
    total: int
    counts: dict[str, int]
    kept: int

    @property
    def first_row(self) -> int:
        """Place of the first row shown among those asked for, from 1."""
        return (self.number - 1) * PAGE_ROWS + 1

    @property
    def last_row(self) -> int:
        """Place of the last row shown."""
        return self.first_row + len(self.rows) - 1

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if self.last_row < self.total else None


def draft_page(draft: PlanDraft, *, show: str, number: int) -> DraftPage | None:
    """The rows asked for; None where no such choice is offered. Two queries."""
    if show not in SHOWS:
        return None
    counts = draft.lines.aggregate(
        all=Count("pk"), kept=Count("pk", filter=Q(kept=True)),
        **{name: Count("pk", filter=condition) for name, condition in SHOWS.items() if name},
    )  # fmt: skip
    number = max(number, 1)
    start = (number - 1) * PAGE_ROWS
    rows = list(draft.lines.filter(SHOWS[show]).order_by("row")[start : start + PAGE_ROWS])
    total = counts[show] if show else counts["all"]
    return DraftPage(rows, number, total, counts, counts["kept"])


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the job that reads or checks a draft."""

    goes_on: bool
    error: str = ""
    remedy: str = ""


def reading_of(draft: PlanDraft) -> Reading:
    """Whether the draft's newest job still goes on, and if not, why it ended. One query."""
    job = Job.objects.filter(reference=draft.job_reference).first()
    if job is None:
        return Reading(goes_on=False)
    return Reading(goes_on=job.is_open, error=job.error, remedy=job.remedy)


@dataclass(frozen=True, slots=True)
class BeforeRegistering:
    """What to know before a plan is registered: whether its province is the person's, and which plans stand there."""

    foreign: bool
    earlier: list[AnnualPlan]


def before_registering(scope: Scope, written: WrittenFacts, *, on: datetime.date) -> BeforeRegistering:
    """Looks at the plan's province, year and level; one query beside the map in memory."""
    placing = Placing.of(written.province, written.decided_on or on)
    if placing is None or written.year is None:
        return BeforeRegistering(foreign=False, earlier=[])
    rows = AnnualPlan.objects.visible_to(scope).filter(
        province_id=placing.province.id, year=written.year, level=str(written.level or "")
    )
    return BeforeRegistering(
        foreign=not scope.covers_province(placing.province.id), earlier=list(rows.order_by("-pk")[:5])
    )
