"""What every page's frame needs."""

from functools import cached_property
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from khuyencong.directory.roles import Role
from khuyencong.planning.permissions import DRAFTERS
from khuyencong.web.reading import memberships_of

STAGES = (
    ("desk:home", _("My work")),
    ("planning:plans", _("Plans")),
    ("proposals:list", _("Proposals")),
    ("establishments:list", _("Establishments")),
    ("policy:norms", _("Rules")),
)
"""The main menu, in the order of a file's life."""


class Item(NamedTuple):
    """One entry of the main menu."""

    url: str
    label: Any
    here: bool


class Frame:
    """Where the person works and where they are; asked for only by pages that show it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def place(self) -> str:
        """«Sở Công Thương Hải Phòng · thẩm định»: the first body and all roles there."""
        held = memberships_of(self._request)
        if not held:
            return ""
        body = held[0].organisation
        roles = [str(one.get_role_display()) for one in held if one.organisation_id == body.pk]
        return f"{body.short_name or body.name} · {', '.join(roles)}"

    @cached_property
    def administers(self) -> bool:
        """Whether the person looks after the people of a body."""
        return any(one.role == Role.ADMINISTRATOR for one in memberships_of(self._request))

    @cached_property
    def drafts(self) -> bool:
        """Whether the person draws up plans: only then do pages offer to upload one."""
        return any(one.role in DRAFTERS for one in memberships_of(self._request))

    @cached_property
    def menu(self) -> list[Item]:
        """The stages whose pages exist."""
        match = self._request.resolver_match
        here = match.namespace if match else ""
        return [Item(url, label, here == name.partition(":")[0]) for name, label in STAGES if (url := _address(name))]

    @cached_property
    def here(self) -> Any:
        """The label of the stage the page belongs to."""
        return next((item.label for item in self.menu if item.here), "")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's values, made when the frame asks for them."""
    return {"frame": Frame(request)}
