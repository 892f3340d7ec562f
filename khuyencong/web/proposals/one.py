"""One proposal: facts, money, what the law says of it, papers it will need, history."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from khuyencong.engines.rulebook import Weight
from khuyencong.planning.models import Proposal
from khuyencong.planning.queries.one import proposal_page
from khuyencong.policy.evidence import papers_for
from khuyencong.policy.queries import current_lawbook
from khuyencong.web.findings import questions, shown_kept
from khuyencong.web.reading import scope_of

OF_A_KIND = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount of money beside the largest. Whole đồng."""

    label: str
    amount: int
    strong: bool = False


def proposal(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of one proposal; «not found» for other provinces."""
    page = proposal_page(scope_of(request), reference)
    if page is None:
        raise Http404
    judgement = page.proposal.judgement
    findings, unshown = _few_of_a_kind(judgement.findings if judgement else [])
    context = {
        "page": page,
        "proposal": page.proposal,
        "findings": shown_kept(findings),
        "unshown": unshown,
        "held": questions(judgement.held) if judgement else [],
        "judgement": judgement,
        "bars": _bars(page.proposal),
        "largest": max([bar.amount for bar in _bars(page.proposal)], default=0) or 1,
        "papers": papers_for(page.proposal.activity.code if page.proposal.activity_id else None, current_lawbook()),
    }
    return render(request, "proposals/proposal.html", context)


def _few_of_a_kind(findings: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """
    The findings without the eleventh and further ones of a kind that only inform, and how many those are.

    An establishment with two hundred earlier projects would otherwise fill a page with one sentence.
    """
    seen: Counter[str] = Counter()
    few = []
    for finding in findings:
        seen[finding["code"]] += 1
        if finding["weight"] != Weight.INFORMS or seen[finding["code"]] <= OF_A_KIND:
            few.append(finding)
    return few, len(findings) - len(few)


def _bars(proposal: Proposal) -> list[Bar]:
    amounts = [
        (_("Total cost"), proposal.total, False),
        (_("Support asked for"), proposal.support, True),
        (_("from the national programme"), proposal.support_national, False),
        (_("from local money"), proposal.support_local, False),
        (_("Counterpart"), proposal.counterpart, False),
        (_("Other sources"), proposal.other, False),
    ]
    return [Bar(label, amount, strong) for label, amount, strong in amounts if amount]
