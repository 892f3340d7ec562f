"""What a person may be in a body. What each may do stands with the stage that does it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The roles a membership can give."""

    CENTRE_OFFICER = "centre_officer", _("centre officer")
    APPRAISER = "appraiser", _("appraiser")
    LEADER = "leader", _("leader")
    ACCOUNTANT = "accountant", _("accountant")
    INSPECTOR = "inspector", _("inspector")
    ANALYST = "analyst", _("analyst")
    COMMUNE_OFFICER = "commune_officer", _("commune officer")
    POLICY_OFFICER = "policy_officer", _("policy officer")
    ADMINISTRATOR = "administrator", _("administrator")
