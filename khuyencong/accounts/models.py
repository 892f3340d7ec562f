"""People and sign-in."""

import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from khuyencong.core.fields import SortKeyField


class UserManager(BaseUserManager["User"]):
    """Makes people."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who signs in with that address; without a password they must set one by invitation."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who may sign in. What they may do stands in their memberships, never here."""

    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("full name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=2, default="vi")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = False
    is_superuser = False
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    second_factor_since = models.DateTimeField(null=True, editable=False)
    """Kept with the authenticator by a signal, so that asking for it on every page costs nothing."""
    last_code_step = models.BigIntegerField(default=0, editable=False)
    """The newest time step whose code was accepted: no code works twice, in whichever process."""
    sessions_number = models.PositiveIntegerField(default=0, editable=False)
    """Part of every session's proof: raising it ends them all."""
    joined_at = models.DateTimeField(auto_now_add=True)
    sort_key = SortKeyField(source="full_name")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.full_name or self.email

    def is_locked(self, now: datetime.datetime) -> bool:
        """Whether wrong tries have shut the account at that moment."""
        return self.locked_until is not None and self.locked_until > now

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        proof = f"{self.password}|{self.sessions_number}"
        return salted_hmac("khuyencong.accounts.session", proof, secret=secret, algorithm="sha256").hexdigest()
