"""The timetable: kinds of job asked for by the clock, by one worker at a time."""

import datetime

from django.db import connection, transaction
from django.utils import timezone

from khuyencong.work.jobs import actions
from khuyencong.work.jobs.registry import KINDS, Kind
from khuyencong.work.models import OPEN_STATES, Job, TimetableEntry

LOCK = 7_104_508
"""The number of the advisory lock; any number nobody else uses."""


@transaction.atomic
def ask_for_what_is_due(*, at: datetime.datetime) -> list[Job]:
    """Ask for each timed kind whose hour has come; nothing when another worker is asking at this moment."""
    timed = [kind for kind in KINDS.values() if kind.is_timed]
    if not timed or not _only_one_here():
        return []
    last = dict(TimetableEntry.objects.values_list("kind", "last_at"))
    due = [kind for kind in timed if is_due(kind, last=last.get(kind.name), at=at)]
    return [job for kind in due if (job := _asked(kind, at))]


def is_due(kind: Kind, *, last: datetime.datetime | None, at: datetime.datetime) -> bool:
    """Whether a kind last asked for then should be asked for now. A missed hour is made up for once."""
    if last is None:
        return True
    if kind.every is not None:
        return at - last >= kind.every
    return last < _newest_hour(kind, at)


def _newest_hour(kind: Kind, at: datetime.datetime) -> datetime.datetime:
    here = timezone.localtime(at)
    today = datetime.datetime.combine(here.date(), kind.at or datetime.time(), tzinfo=here.tzinfo)
    return today if today <= at else today - datetime.timedelta(days=1)


def _asked(kind: Kind, at: datetime.datetime) -> Job | None:
    TimetableEntry.objects.update_or_create(kind=kind.name, defaults={"last_at": at})
    if Job.objects.filter(kind=kind.name, state__in=OPEN_STATES, requested_by=None).exists():
        return None
    return actions.enqueue(kind.name, by=None)


def _only_one_here() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])
