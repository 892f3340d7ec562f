"""What was judged of a thing, newest first."""

from khuyencong.policy.models import Judgement


def judgements_of(subject_kind: str, subject_id: int | str) -> "list[Judgement]":
    """All judgements of one thing, newest first."""
    return list(Judgement.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id)).order_by("-id"))


def latest_judgement(subject_kind: str, subject_id: int | str) -> Judgement | None:
    """The newest judgement of one thing, or None."""
    rows = Judgement.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))
    return rows.order_by("-id").first()
