"""Recording an act, in the transaction of what it records."""

import datetime
import hashlib
import json
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from khuyencong.audit.models import Act, ChainHead

SYSTEM = "system"


def record_act(
    *,
    actor: Any,
    what: str,
    record: models.Model | None = None,
    chain: str = SYSTEM,
    record_name: str = "",
    **details: Any,
) -> Act:
    """
    Add an act to the chain of an organisation. Call it last in the verb's transaction: it holds the chain's head.

    ``actor`` is the person, or None for the system's own tasks. ``details`` are plain values that JSON can hold.

    :raises RuntimeError: outside a transaction, because an act and its change must stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An act is recorded in the transaction of the change it records.")
    head = _locked_head(chain)
    act = Act(
        chain=chain,
        number=head.number + 1,
        at=timezone.now(),
        actor_id=getattr(actor, "pk", None),
        actor_name=str(actor) if actor is not None else "hệ thống",
        what=what,
        record_kind=record._meta.label_lower if record is not None else "",
        record_id=str(record.pk) if record is not None else "",
        record_name=(record_name or (str(record) if record is not None else ""))[:400],
        details=json.loads(json.dumps(details, default=_plain)),
        previous=head.hash,
    )
    act.hash = digest(act)
    act.save(force_insert=True)
    ChainHead.objects.filter(pk=chain).update(number=act.number, hash=act.hash)
    return act


def _locked_head(chain: str) -> ChainHead:
    with transaction.atomic():
        ChainHead.objects.bulk_create([ChainHead(chain=chain)], ignore_conflicts=True)
    return ChainHead.objects.select_for_update().get(pk=chain)


def digest(act: Act) -> str:
    """The hash that chains an act to the one before it."""
    values = [
        act.chain,
        act.number,
        act.at.astimezone(datetime.UTC).isoformat(),
        act.actor_id,
        act.actor_name,
        act.what,
        act.record_kind,
        act.record_id,
        act.record_name,
        act.details,
        act.previous,
    ]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return str(value)
