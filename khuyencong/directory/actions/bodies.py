"""Bodies that come into the directory when they are first needed."""

import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from khuyencong.audit.actions import record_act
from khuyencong.core import text
from khuyencong.core.refusals import UnusableInput
from khuyencong.directory.models import (
    AdministrativeUnit,
    Level,
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
)


@transaction.atomic
def commune_body(*, unit: AdministrativeUnit, on: datetime.date) -> Organisation:
    """
    The people's committee of a commune, made on first need: thousands never take part.

    :raises UnusableInput: the unit is not a commune.
    """
    if unit.level != Level.COMMUNE:
        raise UnusableInput(_("Only a commune, a ward or a special zone has a people's committee of this level."))
    key = f"ubnd-{slugify(text.fold(unit.full_name))}-{unit.code}-{unit.valid_from.year}"
    name = f"Ủy ban nhân dân {unit.full_name[0].lower()}{unit.full_name[1:]}"
    body, made = Organisation.objects.get_or_create(
        key=key,
        defaults={
            "kind": OrganisationKind.COMMUNE,
            "name": name,
            "short_name": f"UBND {unit.full_name[0].lower()}{unit.full_name[1:]}"[:100],
            "territory": unit,
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
        },
    )
    if made:
        OrganisationName.objects.create(
            organisation=body, name=name, short_name=body.short_name, valid_from=unit.valid_from, valid_to=unit.valid_to
        )
        if above := _committee_of_province(unit):
            OrganisationParent.objects.create(
                organisation=body, parent=above, valid_from=unit.valid_from, valid_to=unit.valid_to
            )
        record_act(actor=None, what="directory.organisation.registered", record=body, chain=body.key, on=on)
    return body


def _committee_of_province(unit: AdministrativeUnit) -> Organisation | None:
    province = unit.parent
    if province is not None and province.level == Level.DISTRICT:
        province = province.parent
    if province is None:
        return None
    committees = Organisation.objects.on(unit.valid_from).filter(kind=OrganisationKind.PROVINCE_COMMITTEE)
    return committees.filter(territory__code=province.code).order_by("-valid_from").first()
