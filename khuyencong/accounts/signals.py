"""Keeps with the person what sign-in learns: since when they have a second factor, and that they came in."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from khuyencong.accounts.actions.sign_in import clear_wrong_tries
from khuyencong.accounts.models import User
from khuyencong.audit.actions import record_act


@receiver(post_save, sender=Authenticator)
def note_enrolment(instance: Authenticator, created: bool, **_: Any) -> None:
    """A new authenticator is a second factor from now on."""
    if not created or instance.type != Authenticator.Type.TOTP:
        return
    with transaction.atomic():
        User.objects.filter(pk=instance.user_id).update(second_factor_since=instance.created_at)
        record_act(actor=instance.user, what="accounts.second_factor.enrolled", record=instance.user)


@receiver(post_delete, sender=Authenticator)
def note_removal(instance: Authenticator, **_: Any) -> None:
    """Without its authenticator a person must enrol again before they go on."""
    if instance.type != Authenticator.Type.TOTP:
        return
    with transaction.atomic():
        User.objects.filter(pk=instance.user_id).update(second_factor_since=None, last_code_step=0)
        by = getattr(instance, "removed_by", None) or instance.user
        record_act(actor=by, what="accounts.second_factor.removed", record=instance.user)


@receiver(user_logged_in)
def forget_wrong_tries(user: User, **_: Any) -> None:
    """Whoever came in with both factors is no guesser."""
    clear_wrong_tries(user=user)


@receiver([password_changed, password_reset])
def note_new_password(user: User, **_: Any) -> None:
    """A new password stands in the trail; it also opens an account that wrong tries had shut."""
    clear_wrong_tries(user=user)
    with transaction.atomic():
        record_act(actor=user, what="accounts.password.changed", record=user)
