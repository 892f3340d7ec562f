"""A technology line has a higher amount than a machine, so the file has to speak of one."""

from collections.abc import Iterator

from khuyencong.engines.rulebook import Finding, asks
from khuyencong.policy.case import Case
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.data import EVIDENCE
from khuyencong.policy.rules.norms import LINE, norm_for
from khuyencong.policy.rules.wording import Phrases

LINE_WORDS = Phrases(EVIDENCE["technology_line_words"])


def _is_line(case: Case, lawbook: LawBook) -> bool:
    return case.activity == LINE and bool(case.name or case.activity_text)


@clause("norms", yields=["technology_line_unproven"], when=_is_line)
def technology_line_is_one(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """The higher amount is for a technology line, so the file has to speak of one."""
    if not (LINE_WORDS.first_in(case.name) or LINE_WORDS.first_in(case.activity_text)):
        norm = norm_for(case, lawbook)
        source = norm.source() if norm else None
        yield asks("technology_line_is_one", "technology_line_unproven", source, field="activity", name=case.name)
