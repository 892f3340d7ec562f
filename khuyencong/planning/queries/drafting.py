"""A page of an uploaded plan, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Q

from khuyencong.planning.models import PlanDraft, PlanDraftLine
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
