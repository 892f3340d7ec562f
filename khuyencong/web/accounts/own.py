"""One's own account: details, language, sessions; and the door for invited people."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from khuyencong.accounts import actions, invitations, queries
from khuyencong.core.refusals import Conflict
from khuyencong.web.accounts.forms import FirstPasswordForm, ProfileForm
from khuyencong.web.reading import memberships_of


def profile(request: HttpRequest) -> HttpResponse:
    """Name, telephone, language; what protects the account; where one works as what."""
    user = request.user
    details = {"full_name": user.full_name, "phone": user.phone, "language": user.language}
    form = ProfileForm(request.POST or None, initial=details)
    if form.is_valid():
        actions.update_details(user=user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your details are kept."))
        return _in_language(redirect("accounts:profile"), user.language)
    context = {
        "form": form,
        "memberships": memberships_of(request),
        "recovery_codes": queries.unused_recovery_codes(user),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/profile.html", context)


@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    actions.end_sessions(user=request.user, by=request.user)
    messages.success(request, _("You are signed out on every machine."))
    return redirect("account_login")


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the screens; kept with the person when there is one."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        actions.choose_language(user=request.user, language=chosen)
    return set_language(request)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What an invited person sees first; the button sets their password."""
    invited = invitations.person_of(token)
    if invited is None:
        return render(request, "accounts/invitation_over.html", {"words": invitations.RUN_OUT}, status=410)
    form = FirstPasswordForm(request.POST or None, user=invited)
    if form.is_valid():
        try:
            actions.accept_invitation(token=token, password=form.cleaned_data["password"])
        except Conflict as refusal:
            return render(request, "accounts/invitation_over.html", {"words": refusal.message}, status=410)
        messages.success(request, _("Your password is set. Sign in with it, then enrol your telephone."))
        return _in_language(redirect("account_login"), invited.language)
    return render(request, "accounts/invitation.html", {"form": form, "invited": invited})


def too_many(request: HttpRequest) -> HttpResponse:
    """The answer to whoever tries too often from one address."""
    return render(request, "429.html", status=429)


def _in_language(response: HttpResponse, chosen: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
