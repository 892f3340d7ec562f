"""
The access table: every address of the site, who may see it, and what the others get.

Ask «what does this person get on a GET of this address» with :func:`expected`. A new address needs a line here; a
house test says which is missing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from khuyencong.accounts.models import User
from khuyencong.directory.models import Membership
from khuyencong.directory.roles import Role
from tests.support.world import World


class Who(Enum):
    """Whose eyes an address is for."""

    PUBLIC = auto()
    """Everybody, signed in or not."""
    ACCOUNT = auto()
    """Everybody signed in; what they see in it depends on where they work."""
    PLACE = auto()
    """People of the province, and the national bodies; «not found» for others."""
    COLLEAGUES = auto()
    """People of the same body; «not found» for others."""
    OWNER = auto()
    """The person who made it; «not found» for others."""
    ADMINISTERED = auto()
    """Administrators of that body or of one above it; colleagues are refused, strangers' people are not found."""
    NATION = auto()
    """Only the national bodies; the others are refused."""


@dataclass(frozen=True)
class Line:
    """One address: its name, who may see it, in which roles, and what a GET answers."""

    name: str
    who: Who
    roles: frozenset[Role] = frozenset()
    """The roles needed; empty means any."""
    path: Callable[[World], dict[str, Any]] = lambda world: {}
    """What stands in the address, for something of the first province."""
    answer: int = 200
    """What a GET answers to those who may see it: 405 where only a POST is meant, 302 where it leads on."""
    anonymous: int = 302
    """What somebody not signed in gets: the way to the sign-in, unless the page is public."""
    page: bool = True
    """Whether it is a page of the site, not a file or an answer for machines."""


@dataclass(frozen=True)
class Viewer:
    """Somebody who asks for an address."""

    user: User | None
    role: Role | None = None
    home: bool = False
    national: bool = False
    """Whether they work in the first province, or in a national body."""

    def __str__(self) -> str:
        return self.user.email if self.user else "nobody signed in"


OFFICER = frozenset({Role.CENTRE_OFFICER})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
REVIEWERS = frozenset({Role.ADMINISTRATOR, Role.LEADER})
POLICY = frozenset({Role.POLICY_OFFICER})
REGISTRARS = frozenset({Role.CENTRE_OFFICER, Role.APPRAISER, Role.COMMUNE_OFFICER, Role.POLICY_OFFICER})
MERGERS = frozenset({Role.CENTRE_OFFICER, Role.APPRAISER, Role.POLICY_OFFICER})
TRADE_LOADERS = frozenset({Role.ADMINISTRATOR, Role.POLICY_OFFICER})


def _draft(world: World) -> dict[str, Any]:
    return {"reference": world.draft.reference}


def _draft_row(world: World) -> dict[str, Any]:
    return {"reference": world.draft.reference, "row": world.draft.lines.order_by("row")[0].row}


def _proposal(world: World) -> dict[str, Any]:
    return {"reference": world.proposal.reference}


def _plan(world: World) -> dict[str, Any]:
    return {"reference": world.plan.reference}


def _job(world: World) -> dict[str, Any]:
    return {"reference": world.job.reference}


def _establishment(world: World) -> dict[str, Any]:
    return {"pk": world.establishment.pk}


def _officer(world: World) -> dict[str, Any]:
    return {"pk": world.officer.pk}


def _membership(world: World) -> dict[str, Any]:
    return {"pk": Membership.objects.get(user=world.officer).pk}


def _old_reset_link(world: World) -> dict[str, Any]:
    return {"uidb36": "1", "key": "x-y"}


TABLE = (
    # the desk
    Line("desk:home", Who.ACCOUNT),
    Line("desk:search", Who.ACCOUNT),
    # plans
    Line("planning:plans", Who.ACCOUNT),
    Line("planning:summary", Who.ACCOUNT),
    Line("planning:consolidated-workbook", Who.ACCOUNT, page=False),
    Line("planning:consolidated-document", Who.ACCOUNT, page=False),
    Line("planning:template", Who.ACCOUNT, page=False),
    Line("planning:new-draft", Who.ACCOUNT),  # without the role the page says why and whom to ask
    Line("planning:plan", Who.PLACE, path=_plan),
    # uploaded plans
    Line("planning:draft", Who.OWNER, path=_draft),
    Line("planning:checked-workbook", Who.OWNER, path=_draft, page=False),
    Line("planning:draft-facts", Who.OWNER, path=_draft),
    Line("planning:draft-line", Who.OWNER, path=_draft_row),
    Line("planning:registration", Who.OWNER, path=_draft),
    Line("planning:draft-reading", Who.ACCOUNT, path=_draft, answer=405, page=False),
    Line("planning:draft-removal", Who.OWNER, path=_draft),
    # proposals
    Line("proposals:list", Who.ACCOUNT),
    Line("proposals:export", Who.ACCOUNT, page=False),
    Line("proposals:save-view", Who.ACCOUNT, answer=405),
    Line("proposals:remove-view", Who.ACCOUNT, path=lambda world: {"pk": 1}, answer=405),
    Line("proposals:proposal", Who.PLACE, path=_proposal),
    # establishments
    Line("establishments:list", Who.ACCOUNT),
    Line("establishments:export", Who.ACCOUNT, page=False),
    Line("establishments:register", Who.ACCOUNT, REGISTRARS),
    Line("establishments:trades", Who.ACCOUNT),
    Line("establishments:load-trades", Who.ACCOUNT, TRADE_LOADERS),
    Line("establishments:establishment", Who.PLACE, path=_establishment),
    Line("establishments:correct", Who.PLACE, REGISTRARS, path=_establishment),
    Line("establishments:trade", Who.PLACE, REGISTRARS, path=_establishment),
    Line("establishments:fact", Who.PLACE, REGISTRARS, path=_establishment),
    Line("establishments:merge", Who.PLACE, MERGERS, path=_establishment),
    Line("establishments:undo-merge", Who.ACCOUNT, path=lambda world: {"pk": 1, "merge_pk": 1}, answer=405),
    # places
    Line("places:list", Who.ACCOUNT),
    Line("places:place", Who.ACCOUNT, path=lambda world: {"pk": world.home.unit.pk}),
    # the law
    Line("policy:norms", Who.ACCOUNT),
    Line("policy:difference", Who.ACCOUNT),
    Line("policy:norm", Who.ACCOUNT, path=lambda world: {"key": world.national_norm.key}),
    Line("policy:norm-confirmation", Who.NATION, POLICY, path=lambda world: {"key": world.national_norm.key}),
    Line("policy:instruments", Who.ACCOUNT),
    Line("policy:instrument", Who.ACCOUNT, path=lambda world: {"key": world.national_norm.instrument.key}),
    Line("policy:activities", Who.ACCOUNT),
    # people
    Line("people:list", Who.ACCOUNT, ADMINISTRATOR),
    Line("people:invite", Who.ACCOUNT, ADMINISTRATOR),
    Line("people:review", Who.ACCOUNT, REVIEWERS),
    Line("people:review-export", Who.ACCOUNT, REVIEWERS, page=False),
    Line("people:person", Who.ADMINISTERED, ADMINISTRATOR, path=_officer),
    Line("people:role", Who.ACCOUNT, ADMINISTRATOR, path=_officer, answer=405),
    Line("people:role-end", Who.ADMINISTERED, ADMINISTRATOR, path=_membership),
    Line("people:invitation", Who.ACCOUNT, ADMINISTRATOR, path=_officer, answer=405),
    Line("people:second-factor", Who.ADMINISTERED, ADMINISTRATOR, path=_officer),
    Line("people:departure", Who.ADMINISTERED, ADMINISTRATOR, path=_officer),
    # jobs
    Line("jobs:job", Who.COLLEAGUES, path=_job),
    Line("jobs:cancellation", Who.ACCOUNT, path=_job, answer=405),
    # one's own account
    Line("accounts:profile", Who.ACCOUNT),
    Line("accounts:sessions", Who.ACCOUNT, answer=405),
    Line("accounts:invitation", Who.PUBLIC, path=lambda world: {"token": world.invitation}, anonymous=200),
    Line("set_language", Who.PUBLIC, answer=405, anonymous=405),
    # signing in, by allauth; who is signed in already is led on, and what is secret asks for the password again
    Line("account_login", Who.PUBLIC, answer=302, anonymous=200),
    Line("mfa_authenticate", Who.PUBLIC, answer=302, anonymous=302),
    Line("account_logout", Who.ACCOUNT),
    Line("account_inactive", Who.PUBLIC, anonymous=200),
    Line("account_reauthenticate", Who.ACCOUNT),
    Line("mfa_reauthenticate", Who.ACCOUNT),
    Line("account_change_password", Who.ACCOUNT),
    Line("account_set_password", Who.ACCOUNT, answer=302),
    Line("account_reset_password", Who.PUBLIC, anonymous=200),
    Line("account_reset_password_done", Who.PUBLIC, anonymous=200),
    Line(
        "account_reset_password_from_key", Who.PUBLIC, path=lambda world: {"uidb36": "1", "key": "x-y"}, anonymous=200
    ),
    Line("account_reset_password_from_key_done", Who.PUBLIC, anonymous=200),
    Line("mfa_index", Who.ACCOUNT),
    Line("mfa_activate_totp", Who.ACCOUNT, answer=302),
    Line("mfa_deactivate_totp", Who.ACCOUNT, answer=302),
    Line("mfa_view_recovery_codes", Who.ACCOUNT, answer=404),  # nobody in this country has made any
    Line("mfa_generate_recovery_codes", Who.ACCOUNT, answer=302),
    Line("mfa_download_recovery_codes", Who.ACCOUNT, answer=404, page=False),
    # for whoever watches over the site
    Line("health:livez", Who.PUBLIC, anonymous=200, page=False),
    Line("health:readyz", Who.PUBLIC, anonymous=200, page=False),
)


def viewers(world: World) -> Iterable[Viewer]:
    """Everybody who asks: nobody, somebody without a role, and each role in each place."""
    yield Viewer(None)
    yield Viewer(world.nobody)
    for role in Role:
        yield Viewer(world.home.people[role], role, home=True)
        yield Viewer(world.elsewhere.people[role], role)
        yield Viewer(world.national[role], role, national=True)


def expected(line: Line, viewer: Viewer, world: World) -> int:
    """The code that a GET of the address must answer to this viewer."""
    if viewer.user is None:
        return line.anonymous
    if line.who is Who.ADMINISTERED and viewer.role not in line.roles:
        return 403
    if not _found(line.who, viewer, world):
        return 404
    if line.roles and viewer.role not in line.roles:
        return 403
    if line.who is Who.NATION and not viewer.national:
        return 403
    return line.answer


def _found(who: Who, viewer: Viewer, world: World) -> bool:
    if who is Who.PLACE:
        return viewer.home or viewer.national
    if who is Who.ADMINISTERED:
        return viewer.home
    if who is Who.OWNER:
        return viewer.user == world.officer
    if who is Who.COLLEAGUES:
        return viewer.home and viewer.role in OFFICER  # the only role of this country held in the centre
    return True
