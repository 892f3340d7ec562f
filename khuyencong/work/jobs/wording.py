"""What people are told about a job which failed, in their own language."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from khuyencong.core.refusals import Refusal
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
        return {
            "error": _("The system failed here. This is not your mistake, and nothing was half done."),
            "remedy": _("Tell your administrator the number %(number)s.") % {"number": job.pk},
        }
