"""What a rule says of a case: how heavy it is, which facts it used, on which article it stands."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Weight(StrEnum):
    """How heavy a finding is, heaviest first."""

    BLOCKS = "blocks"
    WARNS = "warns"
    ASKS = "asks"
    INFORMS = "informs"


class Certainty(StrEnum):
    """How sure we are of the text a rule or a number stands on."""

    VERIFIED = "verified"
    """The text was read."""
    CONFIRMED = "confirmed"
    """An officer compared it with the text and signed for it."""
    RECALLED = "recalled"
    """Known, but the text was not read: it warns, it never blocks."""
    DERIVED = "derived"
    """Our own inference where the text is silent: it warns or informs, it never blocks."""


@dataclass(frozen=True, slots=True)
class LegalSource:
    """The article a finding stands on, as it is shown to people."""

    instrument: str
    article: str = ""
    certainty: Certainty = Certainty.VERIFIED
    in_force_from: datetime.date | None = None
    url: str = ""
    verified_until: datetime.date | None = None
    """The last day for which the text was read; later cases are warned, not blocked."""

    def __str__(self) -> str:
        return f"{self.instrument}, {self.article}" if self.article else self.instrument


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing a rule found.

    ``code`` names the sentence in the catalogue; ``facts`` are the plain values that the sentence needs
    (money in whole đồng, days as dates). ``field`` is the name of the case's field a person would correct.
    """

    rule: str
    code: str
    weight: Weight
    source: LegalSource | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    field: str = ""
    party: int | None = None
    """Index of the beneficiary concerned, when it is about one of several."""


def _finding(weight: Weight) -> Any:
    def make(
        rule: str,
        code: str = "",
        source: LegalSource | None = None,
        *,
        field: str = "",
        party: int | None = None,
        **facts: Any,
    ) -> Finding:
        if weight is Weight.BLOCKS and source and source.certainty in (Certainty.RECALLED, Certainty.DERIVED):
            raise ValueError(f"{rule}: a {source.certainty} text may warn, it may not block.")
        return Finding(rule, code or rule, weight, source, facts, field, party)

    return make


blocks = _finding(Weight.BLOCKS)
warns = _finding(Weight.WARNS)
asks = _finding(Weight.ASKS)
informs = _finding(Weight.INFORMS)
