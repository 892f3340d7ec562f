"""Letters to people about their account."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from khuyencong.accounts.models import User


def send_invitation(*, invited: User, inviter: User, body: str, role: str, link: str) -> None:
    """Invite a person, in their language, to a page where a button sets their password."""
    words = {
        "invited": invited,
        "inviter": str(inviter),
        "body": body,
        "role": role,
        "link": link,
        "days": settings.INVITATION_DAYS,
    }
    with translation.override(invited.language):
        subject = " ".join(render_to_string("accounts/letters/invitation_subject.txt", words).split())
        message = render_to_string("accounts/letters/invitation.txt", words)
    send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, [invited.email])
