"""The reviewed files find every province they name on the real maps."""

import datetime

import pytest

from khuyencong.directory.models import AdministrativeUnit
from khuyencong.directory.reference import load_reference
from khuyencong.policy import queries
from khuyencong.policy.actions import load_policy
from khuyencong.policy.models import LegalInstrument, SupportNorm
from khuyencong.policy.seed import seed_lawbook

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.django_db
def test_every_province_named_is_on_the_map_of_its_day():
    load_reference(on=TODAY)

    loaded = load_policy()

    assert loaded.without_place == []
    for row in [*LegalInstrument.objects.exclude(territory=None), *SupportNorm.objects.exclude(territory=None)]:
        name = row.territory.name.replace("Thanh Hoá", "Thanh Hóa").replace("Hoà Bình", "Hòa Bình")
        assert name in (row.issuer_vi if isinstance(row, LegalInstrument) else row.instrument.issuer_vi)
    assert queries.current_lawbook().norms == seed_lawbook().norms
    assert AdministrativeUnit.objects.provinces().on(TODAY).count() == 34
