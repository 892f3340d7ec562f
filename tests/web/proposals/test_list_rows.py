"""The rows of the list are made by hand, so their text is escaped by hand."""

import pytest
from django.utils import translation

from khuyencong.web.proposals.rows import rows_of


def row(**changed):
    sound = {
        "reference": "KC26-LC-001",
        "name": "Ứng dụng máy sấy",
        "beneficiary_names": "HTX Mây Tre",
        "beneficiary_count": 1,
        "activity__name_vi": "Ứng dụng máy móc thiết bị tiên tiến",
        "activity__name_en": "Application of advanced machinery",
        "activity_text": "",
        "level": "local",
        "kind": "single",
        "year": 2026,
        "province__name": "Lào Cai",
        "total": 900_000_000,
        "support": 300_000_000,
        "state": "registered",
        "verdict": "holds",
    }
    return sound | changed


@pytest.mark.parametrize("field", ["name", "beneficiary_names", "activity__name_vi", "province__name"])
def test_what_people_typed_is_shown_as_text(field):
    with translation.override("vi"):
        html = rows_of([row(**{field: "<script>alert('x')</script>"})])

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_group_without_named_beneficiaries_shows_only_its_kind():
    with translation.override("vi"):
        html = rows_of([row(kind="group", beneficiary_names="", beneficiary_count=0)])

    assert '<span class="kc-who">Đề án nhóm</span>' in html


def test_money_is_written_in_million_dong():
    with translation.override("vi"):
        html = rows_of([row(total=2_253_500_000)])

    assert ">2.253,5</td>" in html
