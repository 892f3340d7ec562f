"""The reviewed list of activities: what ties group, norm, papers and advance together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from khuyencong.policy import queries
from khuyencong.policy.models import Activity
from khuyencong.web.policy.wording import GROUPS, shown


def listing(request: HttpRequest) -> HttpResponse:
    """All activities by group, with today's national norm; what has none is said."""
    today = timezone.localdate()
    norms = {line.row.activity_id: shown(line) for line in queries.norms_on(today)}
    groups: dict[int, list[dict[str, object]]] = {}
    for activity in Activity.objects.all():
        groups.setdefault(activity.group, []).append(
            {
                "activity": activity,
                "norm": norms.get(activity.norm_of_id),
                "papers": queries.papers_of(activity),
                "tier": queries.advance_tier(activity),
            }
        )
    order = [*range(1, 10), 0]
    context = {"groups": [(number, GROUPS[number], groups[number]) for number in order if number in groups]}
    return render(request, "policy/activities.html", context)
