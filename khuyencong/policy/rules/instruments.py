"""The texts a document cites are in force on its day."""

import datetime
import re
from collections.abc import Iterator, Mapping

from khuyencong.engines.rulebook import Finding, informs, warns
from khuyencong.policy.case import Case
from khuyencong.policy.lawbook import Instrument, LawBook
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.data import SOURCES

_NUMBER = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ][\w-]*")


def _cites(case: Case, lawbook: LawBook) -> bool:
    return bool(case.cited_instruments) and case.day is not None


@clause(
    "citations",
    yields=["cited_not_yet_in_force", "cited_no_longer_in_force", "cited_day_not_read", "cited_unknown"],
    when=_cites,
)
def cited_texts_are_in_force(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Each cited instrument holds on the day of the decision, as far as its days are known."""
    for cited in case.cited_instruments:
        instrument = _found(cited, lawbook.instruments)
        if instrument is None:
            source = SOURCES["citations"]
            rule = "cited_texts_are_in_force"
            yield informs(rule, "cited_unknown", source, field="cited_instruments", cited=cited)
        else:
            yield from _out_of_force(cited, instrument, case.day)


def _out_of_force(cited: str, instrument: Instrument, day: datetime.date) -> Iterator[Finding]:
    rule, source = "cited_texts_are_in_force", SOURCES["citations"]
    facts = {"cited": cited, "day": day}
    if instrument.valid_from and day < instrument.valid_from:
        facts["valid_from"] = instrument.valid_from
        yield warns(rule, "cited_not_yet_in_force", source, field="cited_instruments", **facts)
    elif instrument.valid_to and instrument.valid_to <= day:
        facts |= {"valid_to": instrument.valid_to, "replaced_by": instrument.replaced_by}
        facts["instead"] = "replaced_by" if instrument.replaced_by else "nothing"
        yield warns(rule, "cited_no_longer_in_force", source, field="cited_instruments", **facts)
    elif instrument.valid_from is None:
        yield informs(rule, "cited_day_not_read", source, field="cited_instruments", **facts)


def _found(cited: str, instruments: Mapping[str, Instrument]) -> Instrument | None:
    """By the number as written, else by the number alone («Nghị định 45/2012/NĐ-CP» is 45/2012/NĐ-CP)."""
    if cited in instruments:
        return instruments[cited]
    number = _NUMBER.search(cited.upper())
    if number is None:
        return None
    for key, instrument in instruments.items():
        if number[0] in key.upper():
            return instrument
    return None
