"""Where a proposal and an uploaded plan stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """The state of a đề án before its contract."""

    REGISTERED = "registered", _("registered")
    APPROVED = "approved", _("approved")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DraftState(models.TextChoices):
    """The state of an uploaded plan workbook."""

    READING = "reading", _("being read")
    READY = "ready", _("to be checked by a person")
    REFUSED = "refused", _("cannot be read")
    REGISTERED = "registered", _("registered in the books")


class PlanLevel(models.TextChoices):
    """Cấp: which money a plan spends."""

    NATIONAL = "national", _("National")
    LOCAL = "local", _("Local")


class Kind(models.TextChoices):
    """Loại đề án."""

    SINGLE = "single", _("Single project")
    GROUP = "group", _("Group project")
    KEY = "key", _("Key project")
    RECOVERABLE = "recoverable", _("Recoverable support")
    EXPENDITURE = "expenditure", _("Expenditure, not a project")
    RESERVE = "reserve", _("Reserve")


class Verdict(models.TextChoices):
    """The heaviest finding of a proposal, or that it meets the rules."""

    BLOCKS = "blocks", _("blocked")
    WARNS = "warns", _("to look at")
    ASKS = "asks", _("papers missing")
    INFORMS = "informs", _("for information")
    HOLDS = "holds", _("meets the rules")
