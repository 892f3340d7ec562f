"""Who is reading: asked once per request, used by the frame and by every page."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.utils import timezone

from khuyencong.directory.models import Membership
from khuyencong.directory.queries.people import NOTHING, Scope
from khuyencong.directory.queries.people import memberships_of as memberships_on
from khuyencong.directory.standing import territory_with

T = TypeVar("T")
LAST_PAGE = 10_000


def memberships_of(request: HttpRequest) -> list[Membership]:
    """The memberships which the person signed in holds today, newest first, with their bodies. One query."""
    return _once(request, "_kc_memberships", _memberships)


def scope_of(request: HttpRequest) -> Scope:
    """What the person signed in may see today; nothing for nobody. One query besides that of the memberships."""
    return _once(request, "_kc_scope", _scope)


def page_number(request: HttpRequest) -> int:
    """The page of a list asked for, from 1 to 10 000: the database counts rows no further than it can."""
    asked = request.GET.get("page", "")
    if not asked.isdecimal():
        return 1
    return min(max(int(asked[:9]), 1), LAST_PAGE)


def _memberships(request: HttpRequest) -> list[Membership]:
    if not request.user.is_authenticated:
        return []
    return list(memberships_on(request.user, timezone.localdate()))


def _scope(request: HttpRequest) -> Scope:
    rows = [(one.organisation_id, one.organisation.kind) for one in memberships_of(request)]
    return territory_with(rows, timezone.localdate()) if rows else NOTHING


def _once(request: HttpRequest, name: str, make: Callable[[HttpRequest], T]) -> T:
    if not hasattr(request, name):
        setattr(request, name, make(request))
    made: T = getattr(request, name)
    return made
