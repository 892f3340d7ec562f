"""The law as dated rows, what officers confirmed of it, and the judgements that were made by it."""

from khuyencong.policy.models.instruments import Amendment, InstrumentKind, LegalInstrument
from khuyencong.policy.models.judgements import Judgement
from khuyencong.policy.models.norms import (
    Activity,
    Deadline,
    LawVersion,
    MachineUse,
    NormConfirmation,
    NormLevel,
    SupportNorm,
)

__all__ = [
    "Activity",
    "Amendment",
    "Deadline",
    "InstrumentKind",
    "Judgement",
    "LawVersion",
    "LegalInstrument",
    "MachineUse",
    "NormConfirmation",
    "NormLevel",
    "SupportNorm",
]
