"""The people of a unit, and inviting one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from khuyencong.accounts import invitations
from khuyencong.accounts.models import User
from khuyencong.accounts.notices import send_invitation
from khuyencong.core import text
from khuyencong.core.refusals import Conflict, NotAllowed
from khuyencong.directory import actions
from khuyencong.directory.models import Membership, Organisation, RightsReview
from khuyencong.directory.queries.people import half_year
from khuyencong.directory.roles import Role
from khuyencong.web.people.administered import Domain, administrators_only
from khuyencong.web.people.forms import InviteForm
from khuyencong.web.reading import page_number

A_PAGE = 50


@administrators_only
def people(request: HttpRequest, domain: Domain) -> HttpResponse:
    """Who holds what in the bodies looked after; those without any role today last."""
    words = request.GET.get("q", "").strip()[:100]
    held = domain.memberships.on(domain.on).select_related("organisation").order_by("organisation__sort_key", "role")
    rows = domain.people.prefetch_related(Prefetch("memberships", queryset=held, to_attr="held"))
    found = [row for row in rows if _answers(row, words)]
    page = Paginator(found, A_PAGE).get_page(page_number(request))
    context = {"people": page, "words": words, "due": _due(domain), "today": domain.on, "domain": domain}
    return render(request, "people/list.html", context)


def _answers(row: User, words: str) -> bool:
    wanted, given = text.words(words), text.words(f"{row.full_name} {row.email}")
    return all(any(name.startswith(word) for name in given) for word in wanted)


def _due(domain: Domain) -> list[Organisation]:
    """Own bodies whose rights nobody has looked over in this half-year."""
    done = RightsReview.objects.filter(organisation__in=domain.own, period=half_year(domain.on))
    reviewed = set(done.values_list("organisation", flat=True))
    return [body for body in domain.own if body.pk not in reviewed]


@administrators_only
def invite(request: HttpRequest, domain: Domain) -> HttpResponse:
    """Invite a person: an account without a password, a role, a letter with a link."""
    form = InviteForm(request.POST or None, domain=domain)
    if form.is_valid():
        try:
            invited = actions.invite(by=request.user, **form.cleaned_data)
        except (Conflict, NotAllowed) as refusal:
            form.add_error("role", refusal.message)
        else:
            send_letter(request, invited.user, invited.membership)
            messages.success(request, _("The letter is on its way to %(email)s.") % {"email": invited.user.email})
            return redirect("people:person", invited.user.pk)
    return render(request, "people/invite.html", {"form": form})


def send_letter(request: HttpRequest, invited: User, membership: Membership) -> None:
    """The letter with the link to the page where the password is set; a person who has one signs in as ever."""
    if invited.has_usable_password():
        address = reverse("account_login")
    else:
        address = reverse("accounts:invitation", args=[invitations.token_for(invited)])
    with override(invited.language):
        role = str(Role(membership.role).label)
    words: dict[str, Any] = {"body": membership.organisation.name, "role": role}
    send_invitation(invited=invited, inviter=request.user, link=request.build_absolute_uri(address), **words)
