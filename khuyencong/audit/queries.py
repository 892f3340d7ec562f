"""What the trail tells: the history of a record, and whether the trail itself is whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from khuyencong.audit.actions import digest
from khuyencong.audit.models import Act, ChainHead


def acts_on(record: models.Model) -> "models.QuerySet[Act]":
    """The acts on a record, newest first."""
    return Act.objects.filter(record_kind=record._meta.label_lower, record_id=str(record.pk)).order_by("-id")


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the trail is not what was written."""

    chain: str
    number: int
    reason: str


def breaks() -> Iterator[Break]:
    """Every place where an act was edited, deleted, inserted, swapped or cut off, chain by chain."""
    heads = {head.chain: head for head in ChainHead.objects.all()}
    chain, number, previous = "", 0, ""
    for act in Act.objects.order_by("chain", "number").iterator(chunk_size=5000):
        if act.chain != chain:
            yield from _cut(heads.pop(chain, None), chain, number, previous)
            chain, number, previous = act.chain, 0, ""
        if act.number != number + 1:
            yield Break(chain, number + 1, "missing")
        elif act.previous != previous:
            yield Break(chain, act.number, "unlinked")
        if digest(act) != act.hash:
            yield Break(chain, act.number, "edited")
        number, previous = act.number, act.hash
    yield from _cut(heads.pop(chain, None), chain, number, previous)
    for head in heads.values():
        yield from _cut(head, head.chain, 0, "")


def _cut(head: ChainHead | None, chain: str, number: int, last: str) -> Iterator[Break]:
    if head is None:
        if chain:
            yield Break(chain, number, "headless")
    elif head.number != number or head.hash != last:
        yield Break(chain, number + 1, "cut")
