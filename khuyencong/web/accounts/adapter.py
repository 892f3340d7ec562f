"""How the sign-in library is bent to our ways."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts import sealing
from khuyencong.accounts.models import User

RECENT_SECONDS = 5 * 60


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; one address each; a sign-in of the last minutes counts as a fresh one."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail or the password is not right. After five wrong tries the account is shut for 15 minutes."
        ),
        "too_many_login_attempts": _("Too many tries from here. Wait a minute and try again."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The current password is not right."),
        "rate_limited": _("Too many tries from here. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def reauthenticate(self, user: Any, password: str) -> bool:
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > RECENT_SECONDS

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(template_prefix, user, context, email=email or user.email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed before they are stored."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right, or it has been used. Wait for the next one and type it again."),
        "cannot_generate_recovery_codes": _("Enrol an authenticator app first."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.email

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)
