"""What the filters offer: constant lists, kept in memory, so that the list page spends its time on rows."""

import datetime
import functools
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language

from khuyencong.directory.queries.people import Scope
from khuyencong.directory.queries.provinces import Choice, choices_for
from khuyencong.planning.queries.listing import Filters
from khuyencong.planning.states import Kind, PlanLevel, ProposalState, Verdict
from khuyencong.policy.queries import current_lawbook

FIRST_YEAR = 2010
Pairs = tuple[tuple[str, str], ...]
_SELECTED = mark_safe(" selected")


def provinces(scope: Scope, on: datetime.date) -> list[Choice]:
    """Provinces of today that the person may see, each standing for its predecessors too."""
    return choices_for(scope, on)


def filter_choices(offered: list[Choice], chosen: str | None, filters: Filters, on: datetime.date) -> dict[str, Any]:
    """Everything the filter bar offers, as options of its lists; ``chosen`` is the code of a province."""
    language = get_language() or "vi"
    fixed = words(language)
    return {
        "years": options(_years(on.year), str(filters.year or "")),
        "provinces": options(tuple((one.code, one.name) for one in offered), chosen or ""),
        "activities": options(_activities(language), filters.activity),
        "levels": options(tuple(fixed["level"].items()), filters.level),
        "states": options(_capitals(fixed["state"]), filters.state),
        "verdicts": options(_capitals(fixed["verdict"]), filters.verdict),
    }


def _activities(language: str) -> Pairs:
    return tuple(
        (activity.code, activity.name_en if language == "en" else activity.name_vi)
        for activity in current_lawbook().activities.values()
        if activity.proposable
    )


@functools.lru_cache(maxsize=4)
def _years(newest: int) -> Pairs:
    return tuple((str(year), str(year)) for year in range(newest + 1, FIRST_YEAR - 1, -1))


def _capitals(labels: dict[str, str]) -> Pairs:
    return tuple((code, capfirst(label)) for code, label in labels.items())


@functools.lru_cache(maxsize=256)
def options(pairs: Pairs, chosen: str) -> SafeString:
    """The options of a list. Made once: a loop in the template costs more than the page's queries."""
    rows = ((code, _SELECTED if code == chosen else "", name) for code, name in pairs)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@functools.lru_cache(maxsize=4)
def words(language: str) -> dict[str, dict[str, str]]:
    """The words for coded columns, in the language of the page, which is the one active now."""
    kinds = {"level": PlanLevel, "kind": Kind, "state": ProposalState, "verdict": Verdict}
    return {name: {str(code): str(label) for code, label in kind.choices} for name, kind in kinds.items()}
