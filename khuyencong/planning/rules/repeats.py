"""The same establishment twice in a list, and order numbers that do not run on."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from khuyencong.core.text import fold
from khuyencong.engines.rulebook import Finding, informs, warns
from khuyencong.planning.rules.listing import ListFacts, ListLine, ListParty


def repeated_establishments(plan: ListFacts) -> Iterator[Finding]:
    """An establishment in several lines, told by its tax code, else by its name and place."""
    found: dict[tuple[str, str], list[tuple[ListLine, ListParty]]] = {}
    for line in plan.lines:
        for key in dict.fromkeys(key for party in line.parties if (key := _key(party))):
            party = next(party for party in line.parties if _key(party) == key)
            found.setdefault(key, []).append((line, party))
    for (by, value), places in found.items():
        if len(places) < 2:
            continue
        activities = [line.activity for line, _ in places if line.activity]
        facts = {
            "who": places[0][1].name or value,
            "rows": tuple(line.order_number or str(line.row) for line, _ in places),
            "by": by,
            "key": value,
        }
        if len(set(activities)) < len(activities):
            yield warns("repeated_establishments", "establishment_repeated_same_activity", field="parties", **facts)
        else:
            yield informs("repeated_establishments", "establishment_repeated", field="parties", **facts)


def _key(party: ListParty) -> tuple[str, str] | None:
    if party.tax_code:
        return "same_tax_code", party.tax_code
    if party.name and party.place:
        return "same_name_and_place", " ".join(f"{fold(party.name)} {fold(party.place)}".split())
    return None


def order_numbers(plan: ListFacts) -> Iterator[tuple[int, Finding]]:
    """
    Plain numbers run on by one; a number twice or a jump is told, at the row where it happens.

    Each part of the list may begin its numbers anew.
    """
    for _, lines in groupby(plan.lines, key=lambda line: line.section):
        yield from _numbers_of_part(lines)


def _numbers_of_part(lines: Iterable[ListLine]) -> Iterator[tuple[int, Finding]]:
    seen: set[int] = set()
    last: int | None = None
    for line in lines:
        if not (line.order_number.isascii() and line.order_number.isdigit()):
            continue
        number = int(line.order_number)
        if number in seen:
            yield line.row, informs("order_numbers", "order_number_repeated", field="order_number", number=number)
        elif last is not None and number > last + 1:
            finding = informs("order_numbers", "order_number_gap", field="order_number", before=last, after=number)
            yield line.row, finding
        seen.add(number)
        last = number
