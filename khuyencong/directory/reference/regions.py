"""In which region of the conferences each province was counted."""

import datetime
from collections.abc import Iterator
from typing import Any

from khuyencong.directory.models import AdministrativeUnit, Level, Region, RegionMembership
from khuyencong.directory.reference.changes import FORMER_MAP_FROM, TWO_TIERS_FROM, reviewed
from khuyencong.directory.reference.sync import sync


def load_regions() -> dict[str, int]:
    """Write regions and who belonged to which; returns how many there are."""
    data = reviewed("regions.yaml")
    wanted = [
        Region(key=key, name_vi=row["vi"], name_en=row["en"], position=row["position"])
        for key, row in data["regions"].items()
    ]
    sync(Region, wanted, key=("key",))
    regions = {region.key: region.pk for region in Region.objects.all()}
    rows = [*_former(data, regions), *_current(data, regions)]
    sync(RegionMembership, rows, key=("purpose", "province_id", "valid_from"))
    return {"regions": len(wanted), "provinces in regions": len(rows)}


def _former(data: dict[str, Any], regions: dict[str, int]) -> Iterator[RegionMembership]:
    former = data["former"]
    exceptions = {row["province"]: row for row in data["exceptions"]}
    for province in _provinces(FORMER_MAP_FROM, TWO_TIERS_FROM):
        region = next(key for key in data["regions"] if province.code in former[key])
        first = province.valid_from
        if other := exceptions.get(province.code):
            yield _row(province, regions[other["region"]], first, other["until"], other["source"], other["certainty"])
            first = other["until"]
        yield _row(province, regions[region], first, province.valid_to, former["source"], former["certainty"])


def _current(data: dict[str, Any], regions: dict[str, int]) -> Iterator[RegionMembership]:
    current = data["current"]
    for province in _provinces(TWO_TIERS_FROM, None):
        region = next(key for key in data["regions"] if province.code in current[key])
        source, certainty = current["source"][region], current["certainty"][region]
        yield _row(province, regions[region], province.valid_from, province.valid_to, source, certainty)


def _provinces(first: datetime.date, end: datetime.date | None) -> Iterator[AdministrativeUnit]:
    rows = AdministrativeUnit.objects.filter(level=Level.PROVINCE, valid_from__gte=first)
    return (rows.filter(valid_from__lt=end) if end else rows).order_by("code", "valid_from").iterator()


def _row(
    province: AdministrativeUnit,
    region: int,
    first: datetime.date,
    end: datetime.date | None,
    source: str,
    certainty: str,
) -> RegionMembership:
    return RegionMembership(
        purpose=RegionMembership.INDUSTRIAL_PROMOTION,
        province_id=province.pk,
        region_id=region,
        valid_from=first,
        valid_to=end,
        source=source,
        certainty=certainty,
    )
