"""Pictures which answer a question: drawn on the server, printable, with their figures beside them as a table."""

from khuyencong.web.pictures.boundaries import boundary_map
from khuyencong.web.pictures.charts import bars, money_by
from khuyencong.web.pictures.choosing import for_provinces
from khuyencong.web.pictures.figures import MILLION_DONG, Unit
from khuyencong.web.pictures.picture import Picture
from khuyencong.web.pictures.rendering import png, rendered
from khuyencong.web.pictures.scales import of_kinds, of_numbers
from khuyencong.web.pictures.tiles import tile_map

__all__ = [
    "MILLION_DONG",
    "Picture",
    "Unit",
    "bars",
    "boundary_map",
    "for_provinces",
    "money_by",
    "of_kinds",
    "of_numbers",
    "png",
    "rendered",
    "tile_map",
]
