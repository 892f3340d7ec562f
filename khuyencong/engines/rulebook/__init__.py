"""Findings, legal sources and dated values: what a rule of law says of a case, and on what authority."""

from khuyencong.engines.rulebook.dated import Dated, in_force_on
from khuyencong.engines.rulebook.findings import (
    Certainty,
    Finding,
    LegalSource,
    Weight,
    asks,
    blocks,
    informs,
    warns,
)

__all__ = [
    "Certainty",
    "Dated",
    "Finding",
    "LegalSource",
    "Weight",
    "asks",
    "blocks",
    "in_force_on",
    "informs",
    "warns",
]
