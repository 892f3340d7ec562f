"""Forms of signing in and of one's own account."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
)
from allauth.account.forms import ResetPasswordForm as AskResetForm
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts import actions

CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


class WithoutPlaceholders:
    """Labels say what to type; a placeholder would say it twice and vanish."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if field.help_text and "href" in str(field.help_text):
                field.help_text = ""


class SignInForm(WithoutPlaceholders, LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class PasswordAgainForm(WithoutPlaceholders, ReauthenticateForm):
    """The password before something sensitive."""


class NewPasswordForm(WithoutPlaceholders, ChangePasswordForm):
    """A new password for somebody who knows the old one."""


class ResetPasswordForm(WithoutPlaceholders, ResetPasswordKeyForm):
    """A new password for somebody who has the letter."""


class ForgottenPasswordForm(WithoutPlaceholders, AskResetForm):
    """Asks for the letter. An unknown address gets a letter too, so that the answer takes as long."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        if self.users:
            request_password_reset(request, email, self.users, default_token_generator)
        else:
            get_account_adapter().send_mail("account/email/unknown_account", email, {"request": request})
        return email


class CodeForm(AuthenticateForm):
    """The second step of signing in. Each code is good once; wrong ones count towards the lock."""

    code = forms.CharField(label=_("Code"), widget=forms.TextInput(attrs=CODE_ATTRIBUTES))

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        authenticator = actions.accept_code(user=self.user, code=code, now=timezone.now())
        if authenticator is None:
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator = authenticator
        return code


class CodeAgainForm(CodeForm):
    """A code before something sensitive."""

    save = ReauthenticateCodeForm.save


class EnrolForm(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    code = forms.CharField(label=_("Six-digit code from the app"), widget=forms.TextInput(attrs=CODE_ATTRIBUTES))


class ProfileForm(forms.Form):
    """What a person may change about themselves."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    phone = forms.CharField(
        label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    language = forms.ChoiceField(label=_("Language of the screens"), choices=settings.LANGUAGES)


class FirstPasswordForm(forms.Form):
    """The password an invited person chooses."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = password_validation.password_validators_help_text_html()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        return data
