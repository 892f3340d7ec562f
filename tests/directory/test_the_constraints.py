"""What must never be, the database refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from khuyencong.directory.models import AdministrativeUnit, Level, Organisation, OrganisationKind, OrganisationName

pytestmark = pytest.mark.django_db

D = datetime.date


def unit(code, valid_from, valid_to=None, level=Level.PROVINCE, name="Lào Cai"):
    return AdministrativeUnit.objects.create(
        level=level,
        code=code,
        kind="tinh",
        name=name,
        full_name=f"Tỉnh {name}",
        valid_from=valid_from,
        valid_to=valid_to,
    )


def test_a_code_means_one_place_on_one_day():
    unit("03", D(2008, 8, 1), D(2025, 7, 1), name="Yên Bái")

    with pytest.raises(IntegrityError), transaction.atomic():
        unit("03", D(2025, 6, 30))


def test_a_code_is_free_again_on_the_day_its_place_ends():
    unit("03", D(2008, 8, 1), D(2025, 7, 1), name="Yên Bái")

    assert unit("03", D(2025, 7, 1)).pk


def test_the_same_digits_at_another_level_are_another_place():
    unit("05", D(2008, 8, 1))

    assert unit("05", D(2008, 8, 1), level=Level.COMMUNE).pk


def test_a_body_has_one_name_on_one_day():
    body = Organisation.objects.create(kind=OrganisationKind.AGENCY, key="cuc", name="Cục")
    OrganisationName.objects.create(organisation=body, name="Cục cũ", valid_to=D(2025, 1, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.create(organisation=body, name="Cục mới", valid_from=D(2024, 12, 31))
