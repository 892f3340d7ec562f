"""Keeping what the rules said, by value."""

from collections.abc import Iterable
from typing import Any

from khuyencong.accounts.models import User
from khuyencong.policy.judging import Judgement as Judged
from khuyencong.policy.keeping import finding_to_json
from khuyencong.policy.models import Judgement


def keep_judgement(
    *, subject_kind: str, subject_id: int | str, case: dict[str, Any], judged: Judged, by: User | None
) -> Judgement:
    """Keep one judgement. ``case`` is the case as plain values, ``judged`` what ``judge`` answered."""
    [kept] = keep_judgements([(subject_kind, subject_id, case, judged)], by=by)
    return kept


def keep_judgements(
    judged: Iterable[tuple[str, int | str, dict[str, Any], Judged]], *, by: User | None
) -> list[Judgement]:
    """Keep many in one statement, in the order given: (subject kind, subject id, case, judgement)."""
    return Judgement.objects.bulk_create(
        Judgement(
            subject_kind=kind,
            subject_id=str(number),
            case=case,
            findings=[finding_to_json(finding) for finding in said.findings],
            held=list(said.held),
            rules_version=said.rules_version,
            judged_on=said.judged_on,
            judged_by=by,
            judged_by_name=str(by) if by else "",
        )
        for kind, number, case, said in judged
    )
