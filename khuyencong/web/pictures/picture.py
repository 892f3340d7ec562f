"""What a page shows: the drawing, one sentence for the reader aloud, and the same figures as a table."""

from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Picture:
    """``title`` is the question it answers; ``rows`` are ready to read, the first cell of each names the row."""

    title: str
    svg: SafeString
    alt: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
