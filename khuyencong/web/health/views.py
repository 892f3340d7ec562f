"""Is the process alive, and can the site do its work? No sign-in, no session."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from khuyencong.web.health import checks


@login_not_required
@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nobody else, so that a sick database does not get the site restarted."""
    return JsonResponse({"status": "alive"})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """
    503 when pages cannot work: no database, or tables older than the program.

    A late worker or anchor is ``attention`` with 200; with ``?strict`` that too is 503, for whoever rings a bell.
    """
    found = checks.all_checks(at=timezone.now())
    status = checks.status_of(found)
    fails = status == "unready" or (status == "attention" and "strict" in request.GET)
    return JsonResponse({"status": status, "checks": found}, status=503 if fails else 200)
