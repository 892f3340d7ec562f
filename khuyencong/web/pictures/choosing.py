"""Which map of the provinces is drawn here."""

from django.conf import settings

from khuyencong.web.pictures.boundaries import boundary_map
from khuyencong.web.pictures.figures import MILLION_DONG, Unit
from khuyencong.web.pictures.maps import Values
from khuyencong.web.pictures.picture import Picture
from khuyencong.web.pictures.scales import Scale
from khuyencong.web.pictures.tiles import tile_map


def for_provinces(
    title: str, values: Values, *, unit: Unit = MILLION_DONG, scale: Scale | None = None, note: str = ""
) -> Picture:
    """The provinces on the boundary map where a file is configured (``BOUNDARY_FILE``), as tiles otherwise."""
    if settings.BOUNDARY_FILE:
        return boundary_map(settings.BOUNDARY_FILE, title, values, unit=unit, scale=scale, note=note)
    return tile_map(title, values, unit=unit, scale=scale, note=note)
