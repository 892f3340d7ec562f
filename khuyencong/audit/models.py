"""The trail of acts: values, not foreign keys, so that it outlives what it describes."""

from django.db import models


class ChainHead(models.Model):
    """The newest act of a chain; locked last in a transaction, so that acts of one chain stand in one order."""

    chain = models.CharField(max_length=80, primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class Act(models.Model):
    """One thing somebody did. Never edited, never deleted; a trigger refuses both."""

    chain = models.CharField(max_length=80)
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    what = models.CharField(max_length=100)
    record_kind = models.CharField(max_length=80)
    record_id = models.CharField(max_length=80)
    record_name = models.CharField(max_length=400, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="act_number_once_per_chain")]
        indexes = [models.Index(fields=["record_kind", "record_id", "id"], name="act_by_record")]
