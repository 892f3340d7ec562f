"""Vietnamese first, English second; each area keeps its own catalogue."""

from pathlib import Path

LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]


def locale_paths(package: Path) -> list[Path]:
    """Every `locale` folder in the package, so that an area's words live with the area."""
    return sorted(package.glob("**/locale"))
