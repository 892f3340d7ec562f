"""What is made: NĐ 45/2012 Điều 5 khoản 1, its exclusions, and what an officer has to decide."""

from collections.abc import Iterator
from typing import Any

from khuyencong.engines.rulebook import Finding, asks, informs
from khuyencong.policy.case import Case, Party
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import approval_day, clause, graded
from khuyencong.policy.rules.data import SOURCES, rows
from khuyencong.policy.rules.subjects import PROJECTS, in_difficult_area, names_establishments, numbered
from khuyencong.policy.rules.wording import Phrases

_TRADES = rows("trades")
_LISTED = Phrases(word for group in _TRADES["groups"] for word in group["words"])
_ADDED_2025 = Phrases(word for group in _TRADES["groups_2025"] for word in group["words"])
_MINING = Phrases(_TRADES["mining"])
_MINING_CODES = tuple(_TRADES["mining_codes"])
_FIRED_BRICK = Phrases(_TRADES["fired_brick"])
_FIRED_BRICK_POLLUTING = Phrases(_TRADES["fired_brick_polluting"])
_NOT_FIRED = Phrases(_TRADES["fired_brick_not"])
_OFFICER = Phrases(_TRADES["officer_decides"])
_OFFICER_CODES = tuple(_TRADES["officer_decides_codes"])
_DIVISIONS = range(_TRADES["manufacturing_divisions"]["from"], _TRADES["manufacturing_divisions"]["to"] + 1)


def _said(case: Case, party: Party) -> str:
    """The trade as told, or the project's own name, which often says what is made."""
    return party.trade_text or case.name


def _first_code(party: Party, prefixes: tuple[str, ...]) -> str:
    return next((code for code in party.trade_codes if code.startswith(prefixes)), "")


def _manufactures(party: Party) -> bool:
    return any(code[:2].isdigit() and int(code[:2]) in _DIVISIONS for code in party.trade_codes)


def _doubt(case: Case, party: Party) -> tuple[str, str]:
    """The code of the finding about one beneficiary's trade and the word it turns on; empty where it is listed."""
    said = _said(case, party)
    if word := _OFFICER.first_in(said) or _first_code(party, _OFFICER_CODES):
        return "trade_officer_decides", word
    if _LISTED.first_in(said) or _MINING.first_in(said) or _manufactures(party) or _first_code(party, _MINING_CODES):
        return "", ""
    if party.trade_text or party.trade_codes:
        return "trade_not_in_list", party.trade_text or ", ".join(party.trade_codes)
    return "trade_unknown", ""


@clause(
    "trade_2012",
    yields=["trade_officer_decides", "trade_not_in_list", "trade_unknown"],
    kinds=PROJECTS,
    when=names_establishments,
    by_approval=True,
)
def trade_in_list_until_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The trade is one of the seven groups of the article."""
    for index, party in numbered(case):
        code, word = _doubt(case, party)
        if code:
            source = SOURCES["trade_2012"]
            yield asks(
                "trade_in_list_until_2025", code, source, field="trade", party=index, name=party.name, trade=word
            )


@clause(
    "trade_2025",
    yields=["trade_officer_decides", "trade_not_in_list_since_2025", "trade_unknown", "trade_list_not_read"],
    kinds=PROJECTS,
    when=names_establishments,
    by_approval=True,
)
def trade_in_list_since_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The list was widened on 15/10/2025; its exact text was not read, so the old list is used and it is said so."""
    rule, source, listed = "trade_in_list_since_2025", SOURCES["trade_2025"], False
    for index, party in numbered(case):
        code, word = _doubt(case, party)
        if not code or _ADDED_2025.first_in(_said(case, party)):
            listed = True
            continue
        if code == "trade_not_in_list":
            code = "trade_not_in_list_since_2025"
        yield asks(rule, code, source, field="trade", party=index, name=party.name, trade=word)
    if listed:
        yield informs(rule, "trade_list_not_read", source, field="trade")


def _mines(case: Case, lawbook: LawBook) -> bool:
    return any(_mining_word(case, party) for party in case.parties)


def _mining_word(case: Case, party: Party) -> str:
    return _MINING.first_in(_said(case, party)) or _first_code(party, _MINING_CODES)


@clause(
    "mining",
    yields=["mining_outside_difficult_area", "mining_outside_difficult_area_read_until", "mining_area_unknown"],
    kinds=PROJECTS,
    when=_mines,
    by_approval=True,
)
def mining_only_in_difficult_areas(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Mining and mineral processing are supported in areas with difficult conditions only."""
    rule, source = "mining_only_in_difficult_areas", SOURCES["mining"]
    for index, party in numbered(case):
        word = _mining_word(case, party)
        if not word:
            continue
        difficult = in_difficult_area(case, party)
        facts = {"name": party.name, "trade": word, "address": party.place_text}
        if difficult is None:
            yield asks(rule, "mining_area_unknown", source, field="place", party=index, **facts)
        elif not difficult:
            weigh, code = graded(source, approval_day(case), "mining_outside_difficult_area")
            yield weigh(rule, code, source, field="place", party=index, read_until=source.verified_until, **facts)


def _fires_bricks(case: Case, lawbook: LawBook) -> bool:
    return any(_fired_brick_word(case, party) for party in case.parties)


def _fired_brick_word(case: Case, party: Party) -> str:
    said = f"{case.name} {party.trade_text}"
    return "" if _NOT_FIRED.first_in(said) else _FIRED_BRICK.first_in(said)


@clause(
    "fired_brick",
    yields=["fired_brick_polluting", "fired_brick_polluting_read_until", "fired_brick_technology_unknown"],
    kinds=PROJECTS,
    when=_fires_bricks,
)
def no_polluting_brick_kilns(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Fired-clay brick kilns with polluting technology are not supported; unfired materials come first."""
    rule, source = "no_polluting_brick_kilns", SOURCES["fired_brick"]
    for index, party in numbered(case):
        word = _fired_brick_word(case, party)
        if not word:
            continue
        facts: dict[str, Any] = {"name": party.name, "trade": word}
        if kiln := _FIRED_BRICK_POLLUTING.first_in(f"{case.name} {party.trade_text}"):
            weigh, code = graded(source, case.day, "fired_brick_polluting")
            facts |= {"kiln": kiln, "read_until": source.verified_until}
            yield weigh(rule, code, source, field="trade", party=index, **facts)
        else:
            yield asks(rule, "fired_brick_technology_unknown", source, field="trade", party=index, **facts)
