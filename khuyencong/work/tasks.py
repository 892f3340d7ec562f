"""What the timetable does every night with the trail of acts."""

import datetime
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyencong.audit.queries import breaks
from khuyencong.core.refusals import Refusal
from khuyencong.work import anchors
from khuyencong.work.jobs.registry import job
from khuyencong.work.models import Job

log = logging.getLogger("khuyencong.work")
SHOWN = 20


class TrailNotWhole(Refusal):
    """The trail of acts is not what was written."""


@job("work.anchor_trail", at=datetime.time(1, 0))
def anchor_trail(job: Job) -> dict[str, Any]:
    """Write the newest hash of each chain down outside the database."""
    return {"chains": anchors.write(Path(settings.ANCHORS_DIR), on=timezone.localdate())}


@job("work.verify_trail", at=datetime.time(2, 0))
def verify_trail(job: Job) -> dict[str, Any]:
    """
    Read the whole trail and compare it with its anchors.

    :raises TrailNotWhole: acts were edited, removed, inserted or cut off.
    """
    found = [*breaks(), *anchors.differences(Path(settings.ANCHORS_DIR))]
    if found:
        places = "; ".join(f"{place.chain} {place.number} ({place.reason})" for place in found[:SHOWN])
        log.error("The trail of acts is not whole in %s places.", len(found))
        raise TrailNotWhole(
            _("The trail of acts is not whole in %(count)s places: %(places)s")
            % {"count": len(found), "places": places},
            remedy=_("Keep the database as it is, make a copy, and compare with the last backup."),
        )
    return {"breaks": 0}
