"""A finding as a line for people, the same in every command."""

from collections.abc import Mapping
from typing import Any

from khuyencong.cli import output

WEIGHTS = {"blocks": "CHẶN", "warns": "CẦN XEM", "asks": "THIẾU HỒ SƠ", "informs": "LƯU Ý"}


def say_finding(where: str, finding: Mapping[str, Any], *, indent: str = "") -> None:
    """
    Print a finding with its weight in words; ``where`` may be empty.

    ``finding`` holds weight, title, body, remedy and source, as the answer of a check does.
    """
    source = f"({finding['source']})" if finding["source"] else ""
    said = joined(finding["title"], finding["body"], finding["remedy"], source)
    mark = f"{indent}[{WEIGHTS[str(finding['weight'])]}]"
    output.say(f"{mark} {where}: {said}" if where else f"{mark} {said}")


def joined(*parts: str) -> str:
    """The parts that say something, a space between them."""
    return " ".join(part for part in parts if part)
