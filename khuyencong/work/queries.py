"""Whether the machine works."""

import datetime

from django.db.models import Max

from khuyencong.work.models import Worker


def worker_seen_at() -> datetime.datetime | None:
    """When any worker last gave a sign of life; None when none runs."""
    return Worker.objects.aggregate(newest=Max("seen_at"))["newest"]
