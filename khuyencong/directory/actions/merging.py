"""Two records that are one establishment: merging them, and taking that back exactly."""

import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import User
from khuyencong.audit.actions import record_act
from khuyencong.core.events import announce
from khuyencong.core.refusals import Conflict, UnusableInput, WrongState
from khuyencong.directory import permissions
from khuyencong.directory.actions.establishments import chain_of
from khuyencong.directory.events import EstablishmentsMerged, MergeUndone
from khuyencong.directory.models import (
    Establishment,
    EstablishmentFact,
    EstablishmentMerge,
    EstablishmentTrade,
    MovedReference,
)
from khuyencong.directory.permissions import require

FILLED = ("tax_code", "unit_id", "address", "founded_on", "representative_name", "phone")
"""What the kept record takes over where it has nothing itself."""

NOTHING = {"unit_id": None, "founded_on": None}
"""How a field is empty, where that is not an empty text."""


@transaction.atomic
def merge_establishments(
    *, kept: Establishment, merged: Establishment, by: User, reason: str, on: datetime.date
) -> EstablishmentMerge:
    """
    Make two records one. Everything that pointed to ``merged`` points to ``kept``; each row moved is remembered.

    :raises NotAllowed: ``by`` merges none in one of the two provinces.
    :raises UnusableInput: the two are one record, or no reason is given.
    :raises WrongState: one of them was merged before.
    :raises Conflict: they have different tax codes.
    """
    if kept.pk == merged.pk or not reason.strip():
        raise UnusableInput(_("Give two records and the reason why they are one establishment."))
    both = {one.pk: one for one in Establishment.objects.locked().filter(pk__in=[kept.pk, merged.pk])}
    kept, merged = both[kept.pk], both[merged.pk]
    require(permissions.may_merge(by, kept, on) and permissions.may_merge(by, merged, on))
    if kept.merged_into_id or merged.merged_into_id:
        raise WrongState(_("This record was merged into another."))
    if kept.tax_code and merged.tax_code and kept.tax_code != merged.tax_code:
        raise Conflict(
            _("The two have different tax codes."), remedy=_("Correct the wrong one first, if they are the same.")
        )

    merge = EstablishmentMerge.objects.create(
        kept=kept, merged=merged, reason=reason.strip(), merged_by=by, merged_on=on, filled=_missing(kept, merged)
    )
    merged.merged_into = kept
    merged.revision += 1
    merged.save(update_fields=["merged_into", "revision"])
    _fill(kept, merge.filled, merged)
    for model in (EstablishmentFact, EstablishmentTrade):
        move_references(merge_id=merge.pk, model=model)
    record_act(
        actor=by,
        what="directory.establishments.merged",
        record=kept,
        chain=chain_of(by, on),
        merged=merged.pk,
        merged_name=merged.name,
        reason=merge.reason,
        on=on,
    )
    announce(EstablishmentsMerged(merge_id=merge.pk, kept_id=kept.pk, merged_id=merged.pk))
    return merge


@transaction.atomic
def undo_merge(*, merge: EstablishmentMerge, by: User, on: datetime.date) -> EstablishmentMerge:
    """
    Take a merge back: both records stand again as they stood, and what was moved points where it did.

    A field that the merge filled and somebody has corrected since keeps the correction.

    :raises NotAllowed: ``by`` merges none in the province.
    :raises WrongState: it was already taken back, or the kept record was itself merged since.
    """
    merge = EstablishmentMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    both = {one.pk: one for one in Establishment.objects.locked().filter(pk__in=[merge.kept_id, merge.merged_id])}
    kept, merged = both[merge.kept_id], both[merge.merged_id]
    require(permissions.may_merge(by, kept, on) and permissions.may_merge(by, merged, on))
    if merge.undone_on is not None:
        raise WrongState(_("This merge was already taken back."))
    if kept.merged_into_id is not None:
        raise WrongState(_("The kept record was itself merged since."), remedy=_("Take the later merge back first."))
    _refuse_lost_code(kept, merged)

    _empty_again(kept, merge.filled, merged)
    merged.merged_into = None
    merged.revision += 1
    merged.save(update_fields=["merged_into", "revision"])
    for model in (EstablishmentFact, EstablishmentTrade):
        return_references(merge_id=merge.pk, model=model)
    merge.undone_on, merge.undone_by = on, by
    merge.save(update_fields=["undone_on", "undone_by"])
    record_act(
        actor=by, what="directory.establishments.unmerged", record=kept, chain=chain_of(by, on), merged=merged.pk, on=on
    )
    announce(MergeUndone(merge_id=merge.pk, kept_id=kept.pk, merged_id=merged.pk))
    return merge


def move_references(*, merge_id: int, model: type[models.Model], column: str = "establishment_id") -> int:
    """
    Point a table's rows from the merged establishment to the kept one and remember which. Returns how many.

    A later stage calls this in its reaction to ``EstablishmentsMerged``, for each of its columns.
    """
    merge = EstablishmentMerge.objects.get(pk=merge_id)
    rows = model._default_manager.filter(**{column: merge.merged_id}).order_by("pk")
    ids = list(rows.values_list("pk", flat=True))
    table = model._meta.label_lower
    MovedReference.objects.bulk_create(MovedReference(merge=merge, table=table, column=column, row_id=pk) for pk in ids)
    return model._default_manager.filter(pk__in=ids).update(**{column: merge.kept_id})


def return_references(*, merge_id: int, model: type[models.Model], column: str = "establishment_id") -> int:
    """
    Point back what ``move_references`` moved, except rows given to yet another establishment since.

    A later stage calls this in its reaction to ``MergeUndone``. Returns how many rows went back.
    """
    merge = EstablishmentMerge.objects.get(pk=merge_id)
    moved = MovedReference.objects.filter(merge=merge, table=model._meta.label_lower, column=column)
    ids = list(moved.values_list("row_id", flat=True))
    rows = model._default_manager.filter(pk__in=ids, **{column: merge.kept_id})
    return rows.update(**{column: merge.merged_id})


def _refuse_lost_code(kept: Establishment, merged: Establishment) -> None:
    taken = Establishment.objects.standing().filter(tax_code=merged.tax_code).exclude(tax_code="")
    if taken.exclude(pk=kept.pk).exists():
        raise Conflict(_("Another establishment has meanwhile been registered with the tax code of the merged one."))


def _missing(kept: Establishment, merged: Establishment) -> dict[str, Any]:
    return {
        field: str(getattr(merged, field)) for field in FILLED if not getattr(kept, field) and getattr(merged, field)
    }


def _fill(kept: Establishment, fields: dict[str, Any], merged: Establishment) -> None:
    if fields:
        for field in fields:
            setattr(kept, field, getattr(merged, field))
        kept.revision += 1
        kept.save(update_fields=[*fields, "revision"])


def _empty_again(kept: Establishment, fields: dict[str, Any], merged: Establishment) -> None:
    untouched = [field for field in fields if getattr(kept, field) == getattr(merged, field)]
    for field in untouched:
        setattr(kept, field, NOTHING.get(field, ""))
    if untouched:
        kept.revision += 1
        kept.save(update_fields=[*untouched, "revision"])
