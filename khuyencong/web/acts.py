"""The names of acts in plain words, for the history of a record."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

WORDS = {
    "planning.plan.registered": _("Plan registered"),
    "planning.draft.uploaded": _("Workbook uploaded"),
    "planning.draft.read_again": _("Reading of the workbook asked for again"),
    "planning.draft.corrected": _("Line corrected"),
    "planning.draft.removed": _("Uploaded workbook removed"),
    "directory.establishment.registered": _("Establishment registered"),
    "directory.establishment.corrected": _("Facts corrected"),
    "directory.establishment.fact_noted": _("Number noted"),
    "directory.establishment.trade_stated": _("Trade stated"),
    "directory.establishments.merged": _("Two records merged"),
    "directory.establishments.unmerged": _("Merging undone"),
    "policy.norm.confirmed": _("Norm compared with the text and confirmed"),
}


def words_for(what: str) -> str:
    """The act in words; its code where nobody has named it."""
    return gettext(WORDS[what]) if what in WORDS else what
