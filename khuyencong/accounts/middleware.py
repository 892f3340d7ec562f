"""Sessions that end when nobody is there, and the second factor nobody goes on without."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponse]

SEEN = "seen_at"
STEP = 30
"""Seconds between two notes of «still here»: not every page writes the session."""


class SessionsEndWhenIdle:
    """Ends a session that has been idle longer than SESSION_IDLE_SECONDS, and says so."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key is None or not request.user.is_authenticated:
            return self.get_response(request)
        now = int(time.time())
        seen = request.session.get(SEEN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return self._ended(request)
        if now - seen >= STEP or SEEN not in request.session:
            request.session[SEEN] = now
        return self.get_response(request)

    def _ended(self, request: HttpRequest) -> HttpResponse:
        back = request.get_full_path() if request.method == "GET" else "/"
        logout(request)
        messages.info(request, _("You were signed out because nothing happened for a while. Sign in to go on."))
        address = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}"
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204)
            response["HX-Redirect"] = address
            return response
        return HttpResponseRedirect(address)


class StaffMustHaveSecondFactor:
    """
    Sends whoever signed in without a second factor to enrol one before anything else.

    Everybody who can sign in here is staff. The answer stands on the person's row, which the request has loaded
    anyway, and is taken back in the moment the factor is removed.
    """

    OPEN = frozenset(
        {
            "mfa_activate_totp",
            "mfa_reauthenticate",
            "account_reauthenticate",
            "account_logout",
            "account_change_password",
            "account_set_password",
            "set_language",
        }
    )

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.user.second_factor_since is not None:
            return None
        match = request.resolver_match
        if not getattr(view, "login_required", True) or (match and match.view_name in self.OPEN):
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
