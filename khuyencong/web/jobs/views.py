"""How far a job is; stopping it."""

import contextlib

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from khuyencong.core.refusals import WrongState
from khuyencong.work.jobs import actions
from khuyencong.work.models import Job, JobState

REFRESH_SECONDS = 5
"""How often a browser without JavaScript asks again."""


@never_cache
@require_safe
def job(request: HttpRequest, reference: str) -> HttpResponse:
    """What is being done, how far it is; when it is done, on to what it made."""
    found = _visible(request, reference)
    goal = _goal(found)
    if goal:
        return _onward(request, goal)
    partial = "#progress" if _asks_for_part(request) else ""
    context = {"job": found, "may_cancel": actions.may_cancel(request.user, found), "percent": _percent(found)}
    response = render(request, f"jobs/job.html{partial}", context)
    if found.is_open and not _asks_for_part(request):
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@require_POST
def cancellation(request: HttpRequest, reference: str) -> HttpResponse:
    """Stop the job; one that ended meanwhile is shown as it is."""
    found = _visible(request, reference)
    with contextlib.suppress(WrongState):
        actions.cancel(job=found, person=request.user)
    return redirect("jobs:job", reference=reference)


def _asks_for_part(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _visible(request: HttpRequest, reference: str) -> Job:
    seen = Job.objects.visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(seen, reference=reference)


def _goal(found: Job) -> str:
    url = found.result.get("url", "") if found.state == JobState.DONE else ""
    return url if url and url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""


def _onward(request: HttpRequest, goal: str) -> HttpResponse:
    if not _asks_for_part(request):
        return HttpResponseRedirect(goal)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = goal
    return response


def _percent(found: Job) -> int | None:
    if not found.progress_total:
        return None
    return min(100, found.progress_done * 100 // found.progress_total)
