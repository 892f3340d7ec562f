"""Findings as a page shows them: a sentence in the reader's language, with the article and how sure we are of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuyencong.engines.rulebook import Certainty, Finding
from khuyencong.policy.catalogue import question, sentence
from khuyencong.policy.keeping import finding_from_json


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding, ready for components/findings.html."""

    weight: str
    title: str
    body: str
    remedy: str
    source: str
    source_note: str
    rule: str
    field: str


def shown(finding: Finding) -> Shown:
    """The finding in the language of the page."""
    words = sentence(finding, get_language() or "vi")
    return Shown(
        weight=str(finding.weight),
        title=words.title,
        body=words.body,
        remedy=words.remedy,
        source=str(finding.source) if finding.source else "",
        source_note=_note(finding),
        rule=finding.rule,
        field=finding.field,
    )


def _note(finding: Finding) -> str:
    if finding.source is None:
        return ""
    if finding.source.certainty is Certainty.RECALLED:
        return _("not yet compared with the text, so it only warns")
    if finding.source.certainty is Certainty.DERIVED:
        return _("our inference where the text is silent, so it only warns")
    if finding.source.verified_until:
        return _("text read up to %(day)s") % {"day": f"{finding.source.verified_until:%d/%m/%Y}"}
    if finding.source.in_force_from:
        return _("in force from %(day)s") % {"day": f"{finding.source.in_force_from:%d/%m/%Y}"}
    return ""


def shown_kept(rows: Iterable[dict[str, Any]]) -> list[Shown]:
    """Findings kept as values, ready for the page."""
    return [shown(finding_from_json(row)) for row in rows]


def questions(rules: Iterable[str]) -> list[str]:
    """The questions those rules answer, in the language of the page."""
    language = get_language() or "vi"
    return [question(rule, language) for rule in rules]
