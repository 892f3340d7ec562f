"""Whom an administrator looks after: the people of their body and of the bodies below it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from khuyencong.accounts.models import User
from khuyencong.directory.models import Membership, Organisation, OrganisationParent
from khuyencong.directory.models.bodies import NATIONAL_KINDS
from khuyencong.directory.permissions import NAMED_FROM_ABOVE
from khuyencong.directory.roles import Role
from khuyencong.web.reading import memberships_of

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Domain:
    """
    The bodies somebody looks after on a day: their own, and those below the ones they administer.

    The ministry's and its agency's administrators also name the administrators of provincial bodies.
    """

    own: tuple[Organisation, ...]
    heads: frozenset[int]
    on: datetime.date

    @cached_property
    def body_ids(self) -> frozenset[int]:
        """Keys of all the bodies; one query for each level below."""
        found = {body.pk for body in self.own}
        frontier = set(self.heads)
        while frontier:
            below = OrganisationParent.objects.filter(parent__in=frontier).on(self.on)
            frontier = set(below.values_list("organisation", flat=True)) - found
            found |= frontier
        return frozenset(found)

    @property
    def is_national(self) -> bool:
        """Whether this is the ministry's or its agency's own administrator."""
        return any(body.pk in self.heads and body.kind in NATIONAL_KINDS for body in self.own)

    @property
    def bodies(self) -> "QuerySet[Organisation]":
        """The bodies, by name."""
        return Organisation.objects.filter(pk__in=self.body_ids).sorted_by_name()

    @property
    def nameable(self) -> "QuerySet[Organisation]":
        """The bodies in which a role may be given, by name; in some of them only that of administrator."""
        if not self.is_national:
            return self.bodies
        wider = Q(pk__in=self.body_ids) | Q(kind__in=NAMED_FROM_ABOVE)
        return Organisation.objects.filter(wider).on(self.on).sorted_by_name()

    @property
    def memberships(self) -> "QuerySet[Membership]":
        """Every membership looked after, ended ones too."""
        mine = Q(organisation__in=self.body_ids)
        if self.is_national:
            mine |= Q(role=Role.ADMINISTRATOR, organisation__kind__in=NAMED_FROM_ABOVE)
        return Membership.objects.filter(mine)

    @property
    def people(self) -> "QuerySet[User]":
        """Those who hold or held a role in these bodies, by name."""
        return User.objects.filter(pk__in=self.memberships.values("user")).order_by("sort_key", "pk")

    def person(self, pk: int) -> User:
        """One of them; a person of another unit is not found."""
        return found_or_404(self.people.filter(pk=pk))

    def body(self, pk: str) -> Organisation:
        """One of the bodies, the own one unless another is named; a body of another unit is not found."""
        if not pk:
            return self.own[0]
        return found_or_404(self.bodies.filter(pk=pk if pk.isdecimal() else 0))


def found_or_404(rows: "QuerySet[Any]") -> Any:
    """The one row, or «not found»: outsiders must not learn that it exists."""
    found = rows.first()
    if found is None:
        raise Http404
    return found


def looked_after_by(*roles: Role) -> Callable[[View], View]:
    """Gives the page the bodies the person looks after in these roles; colleagues without one may not see it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            held = [one for one in memberships_of(request) if one.role in roles]
            if not held:
                raise PermissionDenied
            own = {one.organisation_id: one.organisation for one in held}
            heads = frozenset(one.organisation_id for one in held if one.role == Role.ADMINISTRATOR)
            return view(request, Domain(tuple(own.values()), heads, timezone.localdate()), *args, **kwargs)

        return guarded

    return decorate


administrators_only = looked_after_by(Role.ADMINISTRATOR)
reviewers_only = looked_after_by(Role.ADMINISTRATOR, Role.LEADER)
