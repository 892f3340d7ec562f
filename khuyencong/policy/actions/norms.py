"""Confirming a norm against the text, entering one, repealing one."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import User
from khuyencong.audit.actions import record_act
from khuyencong.core.refusals import UnusableInput, WrongState
from khuyencong.directory.models import AdministrativeUnit
from khuyencong.engines.rulebook import Certainty
from khuyencong.policy import permissions
from khuyencong.policy.models import (
    Activity,
    LegalInstrument,
    MachineUse,
    NormConfirmation,
    NormLevel,
    SupportNorm,
)

LEAST_QUOTE = 20
"""Characters: fewer cannot be the words of a clause."""


@transaction.atomic
def confirm_norm(*, norm: SupportNorm, officer: User, page: str, quote: str, on: datetime.date) -> NormConfirmation:
    """
    The officer compared the norm's figures with the text, names the page and quotes the words; from now it may block.

    :raises NotAllowed: no policy officer of a national body, or of the province the norm belongs to.
    :raises WrongState: already confirmed, repealed, a draft, our own inference, or without a figure to compare.
    :raises UnusableInput: no page, or a quote too short to be words of a clause.
    """
    norm = SupportNorm.objects.select_for_update(of=["self"]).select_related("territory", "instrument").get(pk=norm.pk)
    body = permissions.require(officer, norm.territory, on=on)
    _can_be_confirmed(norm)
    page, quote = page.strip(), " ".join(quote.split())
    if not page:
        raise UnusableInput(_("Say on which page of the text the figure stands."), field="page")
    if len(quote) < LEAST_QUOTE:
        raise UnusableInput(_("Quote the words of the clause, not only the figure."), field="quote")

    confirmation = NormConfirmation.objects.create(
        norm=norm,
        instrument=norm.instrument.cited_as,
        page=page[:100],
        quote=quote,
        cap_percent=norm.cap_percent,
        cap_vnd=norm.cap_vnd,
        cap_multiplier=norm.cap_multiplier,
        confirmed_on=on,
        confirmed_by=officer,
        confirmed_by_name=str(officer),
        body_name=body,
    )
    record_act(
        actor=officer, what="policy.norm.confirmed", record=norm, page=page, quote=quote, on=on, **_figures(norm)
    )
    return confirmation


def _can_be_confirmed(norm: SupportNorm) -> None:
    if NormConfirmation.objects.filter(norm=norm).exists():
        raise WrongState(_("This norm has already been confirmed."))
    if norm.repealed_by_id is not None:
        raise WrongState(_("This norm has been repealed."))
    if norm.valid_from is None or norm.certainty == Certainty.DERIVED:
        raise WrongState(_("There is no text in force to compare this norm with: it is only shown."))
    if not norm.has_figure:
        raise WrongState(_("This norm has no figure that could be compared with a text."))


@transaction.atomic
def enter_norm(
    *,
    territory: AdministrativeUnit | None,
    activity: Activity,
    instrument: LegalInstrument,
    officer: User,
    unit: str,
    valid_from: datetime.date,
    on: datetime.date,
    valid_to: datetime.date | None = None,
    **details: Any,
) -> SupportNorm:
    """
    A norm that the reviewed files do not have; it only warns until somebody confirms it against the text.

    ``details``: cap_percent (of 100), percent_of, cap_vnd (đồng), cap_multiplier, article, conditions_vi,
    conditions_en, source_url, note_vi, note_en.

    :raises NotAllowed: no policy officer there.
    :raises UnusableInput: no figure at all, or another norm of the activity holds there on one of the days.
    """
    permissions.require(officer, territory, on=on)
    norm = SupportNorm(
        key=_key(activity, territory, valid_from),
        level=NormLevel.LOCAL if territory else NormLevel.NATIONAL,
        activity=activity,
        territory=territory,
        instrument=instrument,
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
        certainty=Certainty.RECALLED.value,
        machine_use=MachineUse.WARN_ONLY,
        evidence="entered",
        entered_by=officer,
        **details,
    )
    if not norm.has_figure:
        raise UnusableInput(_("Give a percentage, an amount or a multiplier."), field="cap_vnd")

    try:
        with transaction.atomic():
            norm.save(force_insert=True)
    except IntegrityError as clash:
        raise UnusableInput(
            _("This activity already has a norm here on one of these days."),
            remedy=_("Repeal the older norm from the first day of the new one, then enter the new one."),
            field="valid_from",
        ) from clash
    record_act(actor=officer, what="policy.norm.entered", record=norm, key=norm.key, on=on, **_figures(norm))
    return norm


def enter_local_norm(*, territory: AdministrativeUnit, **norm: Any) -> SupportNorm:
    """A province's own norm: see ``enter_norm``."""
    return enter_norm(territory=territory, **norm)


@transaction.atomic
def repeal_norm(
    *, norm: SupportNorm, officer: User, from_day: datetime.date, repealing_text: str, on: datetime.date
) -> SupportNorm:
    """
    The norm no longer holds from that day, by that text. What was judged by it stays judged.

    :raises NotAllowed: no policy officer there.
    :raises WrongState: already repealed.
    :raises UnusableInput: the day is not after its first day, or no text is named.
    """
    norm = SupportNorm.objects.select_for_update(of=["self"]).select_related("territory").get(pk=norm.pk)
    permissions.require(officer, norm.territory, on=on)
    if norm.repealed_by_id is not None:
        raise WrongState(_("This norm has been repealed."))
    if norm.valid_from is None or from_day <= norm.valid_from:
        raise UnusableInput(_("The last day must come after the first."), field="from_day")
    if norm.valid_to is not None and from_day > norm.valid_to:
        raise UnusableInput(_("The norm has already ended before that day."), field="from_day")
    if not repealing_text.strip():
        raise UnusableInput(_("Name the text that repeals it."), field="repealing_text")

    norm.valid_to = from_day
    norm.repealed_by = officer
    norm.repealed_on = on
    norm.repealing_text = repealing_text.strip()[:200]
    norm.save(update_fields=["valid_to", "repealed_by", "repealed_on", "repealing_text"])
    record_act(
        actor=officer, what="policy.norm.repealed", record=norm, from_day=from_day, by_text=norm.repealing_text, on=on
    )
    return norm


def _key(activity: Activity, territory: AdministrativeUnit | None, day: datetime.date) -> str:
    place = f"{territory.code}-" if territory else ""
    return f"{activity.code}@{place}{day.isoformat()}"


def _figures(norm: SupportNorm) -> dict[str, Any]:
    return {"percent": norm.cap_percent, "vnd": norm.cap_vnd, "multiplier": norm.cap_multiplier}
