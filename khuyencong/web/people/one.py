"""One person of a unit: roles given and ended, the second factor, leaving."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khuyencong.accounts.models import User
from khuyencong.core.refusals import Refusal
from khuyencong.directory import actions
from khuyencong.directory.actions.departure import depart
from khuyencong.web.people.administered import Domain, administrators_only, found_or_404
from khuyencong.web.people.forms import EndForm, RoleForm
from khuyencong.web.people.views import send_letter


@administrators_only
def person(request: HttpRequest, domain: Domain, pk: int) -> HttpResponse:
    """What the person holds and held, and what can be done."""
    return _page(request, domain, domain.person(pk))


@administrators_only
@require_POST
def role(request: HttpRequest, domain: Domain, pk: int) -> HttpResponse:
    """Give one more role."""
    who = domain.person(pk)
    form = RoleForm(request.POST, domain=domain)
    if not form.is_valid():
        return _page(request, domain, who, role_form=form)
    return _done(
        request,
        who,
        _("The role is given."),
        lambda: actions.grant_role(user=who, by=request.user, **form.cleaned_data),
    )


@administrators_only
def role_end(request: HttpRequest, domain: Domain, pk: int) -> HttpResponse:
    """End a role from a day on."""
    membership = found_or_404(domain.memberships.filter(pk=pk).select_related("user", "organisation"))
    form = EndForm(request.POST or None, today=domain.on)
    if not form.is_valid():
        return render(request, "people/role_end.html", {"form": form, "membership": membership})
    day = form.cleaned_data["on"]
    return _done(
        request,
        membership.user,
        _("The role has ended."),
        lambda: actions.end_membership(membership=membership, by=request.user, on=day),
    )


@administrators_only
@require_POST
def invitation(request: HttpRequest, domain: Domain, pk: int) -> HttpResponse:
    """Send the letter again to a person who has not set a password."""
    who = domain.person(pk)
    membership = found_or_404(domain.memberships.on(domain.on).filter(user=who).select_related("organisation"))
    send_letter(request, who, membership)
    messages.success(request, _("The letter is on its way to %(email)s.") % {"email": who.email})
    return redirect("people:person", who.pk)


@administrators_only
def second_factor(request: HttpRequest, domain: Domain, pk: int) -> HttpResponse:
    """Reset the second factor of a person who lost the telephone."""
    who = domain.person(pk)
    if request.method != "POST":
        return render(request, "people/second_factor.html", {"person": who})
    return _done(
        request,
        who,
        _("The second step is reset; the person enrols again at the next sign-in."),
        lambda: actions.reset_second_factor(user=who, by=request.user, on=domain.on),
    )


@administrators_only
def departure(request: HttpRequest, domain: Domain, pk: int) -> HttpResponse:
    """The person leaves: all roles end, all sessions close."""
    who = domain.person(pk)
    if request.method != "POST":
        held = domain.memberships.on(domain.on).filter(user=who).select_related("organisation").order_by("pk")
        return render(request, "people/departure.html", {"person": who, "held": held})
    return _done(
        request,
        who,
        _("All roles have ended and all sessions are closed."),
        lambda: depart(user=who, by=request.user, on=domain.on),
    )


def _done(request: HttpRequest, who: User, words: str, verb: Callable[[], Any]) -> HttpResponse:
    try:
        verb()
    except Refusal as refusal:
        messages.error(request, " ".join(str(part) for part in (refusal.message, refusal.remedy) if part))
    else:
        messages.success(request, words)
    return redirect("people:person", who.pk)


def _page(request: HttpRequest, domain: Domain, who: User, role_form: RoleForm | None = None) -> HttpResponse:
    rows = domain.memberships.filter(user=who).select_related("organisation", "granted_by", "ended_by")
    context = {
        "person": who,
        "memberships": rows.order_by("-valid_from", "-pk"),
        "role_form": role_form or RoleForm(domain=domain),
        "today": domain.on,
        "is_self": who.pk == request.user.pk,
    }
    return render(request, "people/person.html", context, status=422 if role_form else 200)
