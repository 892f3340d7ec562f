"""The references of proposals and plans: KC19-HP-014, KH19-HP-DP-2."""

import functools
from importlib import resources

import yaml

from khuyencong.core.text import fold
from khuyencong.planning.models.numbering import ReferenceSeries
from khuyencong.planning.states import PlanLevel


@functools.cache
def _letters() -> dict[str, str]:
    text = resources.files("khuyencong.planning").joinpath("data/abbreviations.yaml").read_text(encoding="utf-8")
    return {fold(name): letters for name, letters in yaml.safe_load(text).items()}


def letters_of(province: str) -> str:
    """The letters of a province in references; the initials for a name not in the list."""
    return _letters().get(fold(province)) or "".join(word[0] for word in fold(province).split()).upper()


def take_numbers(series: str, count: int) -> range:
    """The next numbers of the series, now this transaction's. Waits for whoever is taking some."""
    ReferenceSeries.objects.bulk_create([ReferenceSeries(series=series)], ignore_conflicts=True)
    row = ReferenceSeries.objects.select_for_update().get(pk=series)
    first = row.last + 1
    row.last += count
    row.save(update_fields=["last"])
    return range(first, first + count)


def proposal_references(province: str, year: int, count: int) -> list[str]:
    """That many new references of proposals of a province in a year."""
    series = f"KC{year % 100:02d}-{letters_of(province)}"
    return [f"{series}-{number:03d}" for number in take_numbers(series, count)]


def plan_reference(province: str, year: int, level: str) -> str:
    """A new reference of a plan."""
    series = f"KH{year % 100:02d}-{letters_of(province)}-{'QG' if level == PlanLevel.NATIONAL else 'DP'}"
    return f"{series}-{take_numbers(series, 1)[0]}"
