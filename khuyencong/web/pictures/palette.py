"""Sober colours. Each step and each pattern stays apart from its neighbour on a black-and-white printer."""

INK = "#182433"
SOFT = "#4f5d6e"
LINE = "#8593a3"
PAPER = "#ffffff"
SEA = "#f4f8fb"
NO_FIGURE = "#eceff2"

STEPS = ("#e6eff7", "#b9d3ea", "#7fadd8", "#2f6fae", "#0a3561")
"""Light to dark."""

SPREAD = {1: (2,), 2: (1, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
"""Which steps are used when there are fewer than five classes."""

SERIES = ("#0b5394", "#f5c05b", "#e4eaf1", "#556a80")
"""Parts of a bar, in their order: plain blue, hatched amber, dotted grey, lined slate."""

GROUNDS = ("#0b5394", "#f5c05c", "#e4eaf2", "#556a81")
"""The same colours a shade aside, for what must not be patterned."""

PATTERNED = {"#f5c05b": "hatch", "#e4eaf1": "dots", "#556a80": "lines"}


def steps_for(classes: int) -> tuple[str, ...]:
    """The fills of so many classes, light to dark."""
    return tuple(STEPS[index] for index in SPREAD[classes])


def ink_on(fill: str) -> str:
    """White or dark letters, whichever reads better on the fill."""
    return PAPER if contrast(PAPER, fill) > contrast(INK, fill) else INK


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
