"""Who is reading: asked once per request, used by the frame and by every page."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from khuyencong.directory.models import Membership

if TYPE_CHECKING:
    from khuyencong.directory.queries.people import Scope


def memberships_of(request: HttpRequest) -> list[Membership]:
    """The memberships which the person signed in holds today, with their bodies, in a settled order."""
    return _once(request, "_kc_memberships", _memberships)


def scope_of(request: HttpRequest) -> "Scope":
    """What the person signed in may see today; nothing for nobody."""
    return _once(request, "_kc_scope", _scope)


def _memberships(request: HttpRequest) -> list[Membership]:
    if not request.user.is_authenticated:
        return []
    held = Membership.objects.filter(user=request.user).on(timezone.localdate())
    return list(held.select_related("organisation").order_by("valid_from", "pk"))


def _scope(request: HttpRequest) -> "Scope":
    from khuyencong.directory.queries.people import territory_of

    return territory_of(request.user, on=timezone.localdate())


def _once(request: HttpRequest, name: str, make: Any) -> Any:
    if not hasattr(request, name):
        setattr(request, name, make(request))
    return getattr(request, name)
