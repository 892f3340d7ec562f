"""What people are told about a job which failed, in their own language."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from khuyencong.core.refusals import Refusal
from khuyencong.work.jobs.registry import KINDS
from khuyencong.work.models import Job


def in_language_of(job: Job) -> AbstractContextManager[None]:
    """Speak the language of the person who asked for the job."""
    person = job.requested_by
    return translation.override(getattr(person, "language", "") or settings.LANGUAGE_CODE)


def why(job: Job, error: Exception) -> dict[str, str]:
    """The words and the remedy for an error; of a bug people learn only its number, the log holds the rest."""
    with in_language_of(job):
        if isinstance(error, Refusal):
            return {"error": str(error.message), "remedy": str(error.remedy)}
        whole = job.kind not in KINDS or KINDS[job.kind].atomic
        left = _("Nothing was half done.") if whole else _("Part of this may already have been done.")
        return {
            "error": _("The system failed here; this is not your mistake. %(left)s") % {"left": left},
            "remedy": _("Tell your administrator the number %(number)s.") % {"number": job.pk},
        }
