"""What happens to an account: details, language, sessions, being disabled, the first password."""

from django.db import transaction
from django.db.models import F

from khuyencong.accounts import invitations
from khuyencong.accounts.models import User
from khuyencong.audit.actions import record_act
from khuyencong.core import text
from khuyencong.core.refusals import Conflict


@transaction.atomic
def update_details(*, user: User, full_name: str, phone: str, language: str) -> None:
    """Change a person's own name, telephone and language."""
    before = {"full_name": user.full_name, "phone": user.phone, "language": user.language}
    user.full_name, user.phone, user.language = text.tidy(full_name), text.tidy(phone), language
    user.save(update_fields=["full_name", "phone", "language", "sort_key"])
    changed = [name for name, value in before.items() if getattr(user, name) != value]
    if changed:
        record_act(actor=user, what="accounts.user.details_changed", record=user, fields=changed)


def choose_language(*, user: User, language: str) -> None:
    """Keep the language for the next sign-in."""
    User.objects.filter(pk=user.pk).exclude(language=language).update(language=language)


@transaction.atomic
def end_sessions(*, user: User, by: User | None) -> None:
    """Sign a person out on every machine, from their next request on."""
    User.objects.filter(pk=user.pk).update(sessions_number=F("sessions_number") + 1)
    user.refresh_from_db(fields=["sessions_number"])
    record_act(actor=by, what="accounts.sessions.ended", record=user)


@transaction.atomic
def disable(*, user: User, by: User | None) -> None:
    """Shut an account and end its sessions. Nothing the person did is lost."""
    if not User.objects.filter(pk=user.pk, is_active=True).update(
        is_active=False, sessions_number=F("sessions_number") + 1
    ):
        return
    user.refresh_from_db(fields=["is_active", "sessions_number"])
    record_act(actor=by, what="accounts.user.disabled", record=user)


@transaction.atomic
def enable(*, user: User, by: User | None) -> None:
    """Open a shut account again."""
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        return
    user.refresh_from_db(fields=["is_active"])
    record_act(actor=by, what="accounts.user.enabled", record=user)


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """
    Set the first password of an invited person.

    :raises Conflict: the invitation has run out or has been used.
    """
    invited = invitations.person_of(token)
    if invited is None:
        raise Conflict(invitations.RUN_OUT)
    user = User.objects.select_for_update().get(pk=invited.pk)
    if invitations.person_of(token) is None:
        raise Conflict(invitations.RUN_OUT)
    user.set_password(password)
    user.save(update_fields=["password"])
    record_act(actor=user, what="accounts.invitation.accepted", record=user)
    return user
