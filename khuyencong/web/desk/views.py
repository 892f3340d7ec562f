"""The work desk: what waits for me, first thing in the morning."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from khuyencong.planning.queries.desk import desk_of
from khuyencong.planning.queries.searching import found
from khuyencong.web.reading import scope_of


def home(request: HttpRequest) -> HttpResponse:
    """The work desk of the person signed in."""
    on = timezone.localdate()
    desk = desk_of(request.user, scope_of(request), on=on)
    return render(request, "desk/home.html", {"desk": desk, "on": on})


def search(request: HttpRequest) -> HttpResponse:
    """What the one search box finds."""
    words = request.GET.get("q", "").strip()[:200]
    return render(request, "desk/search.html", {"found": found(scope_of(request), words), "search_words": words})
