"""What only the reviewed files hold: papers, tiers of advance, and what is known to be unknown."""

from khuyencong.policy import data, seed
from khuyencong.policy.lawbook import AdvanceTier, Paper
from khuyencong.policy.models import Activity, SupportNorm

AMENDED_BUT_NOT_READ = "28/2018/TT-BTC"


def papers_of(activity: Activity) -> tuple[Paper, ...]:
    """The papers that an accepted project of this activity must show beside the common ones."""
    return seed.evidence_lists().get(activity.evidence_list, ())


def advance_tier(activity: Activity) -> AdvanceTier | None:
    """The tier of the first advance, where the text names one."""
    return seed.advance_tiers().get(activity.advance_tier)


def unknowns() -> list[tuple[str, str]]:
    """What could not be read, in Vietnamese and English."""
    return [(row["vi"], row["en"]) for row in data.read("norms")["unknown"]]


def after_verified_until(norm: SupportNorm) -> tuple[str, str] | None:
    """Why the figure is not sure after the last day read, in Vietnamese and English."""
    if norm.instrument.key != AMENDED_BUT_NOT_READ:
        return None
    said = data.read("norms")["after_verified_until"]
    return said["vi"], said["en"]
