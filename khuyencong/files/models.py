"""Stored files: by their hash, outside the web root, kept apart until they passed a structural check."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file somebody gave us. Its content never changes; a new version is a new row."""

    class State(models.TextChoices):
        QUARANTINED = "quarantined", _("being checked")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    name = models.CharField(_("file name"), max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField(_("size in bytes"))
    media_type = models.CharField(max_length=100)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUARANTINED)
    refusal = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
