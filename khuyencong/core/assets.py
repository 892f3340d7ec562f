"""The style sheet and font of the site, copied from where npm put them to where the site serves them."""

import re
import shutil
from pathlib import Path

FONT = "be-vietnam-pro"
WEIGHTS = (400, 600)
SUBSETS = ("vietnamese", "latin")
RANGES = {
    "vietnamese": "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, "
    "U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB",
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, "
    "U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
}


def prepared(modules: Path, target: Path) -> list[Path]:
    """
    Copy what the site needs from node_modules to ``target``; returns the files written.

    :raises FileNotFoundError: the packages are not installed (`make install` does that).
    """
    vendor = target / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    written = [vendor / "tabler.min.css", vendor / "font.css"]
    sheet = (modules / "@tabler/core/dist/css/tabler.min.css").read_text(encoding="utf-8")
    written[0].write_text(re.sub(r"/\*# sourceMappingURL=.*?\*/", "", sheet), encoding="utf-8")
    faces = []
    for weight in WEIGHTS:
        for subset in SUBSETS:
            name = f"{FONT}-{subset}-{weight}-normal.woff2"
            shutil.copyfile(modules / "@fontsource" / FONT / "files" / name, vendor / name)
            written.append(vendor / name)
            faces.append(_face(name, weight, subset))
    written[1].write_text("\n".join(faces), encoding="utf-8")
    return written


def _face(name: str, weight: int, subset: str) -> str:
    return (
        f"@font-face{{font-family:'Be Vietnam Pro';font-style:normal;font-weight:{weight};font-display:swap;"
        f"src:url({name}) format('woff2');unicode-range:{RANGES[subset]}}}"
    )
