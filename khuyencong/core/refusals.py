"""An anticipated no: a person can read it and knows what to do next. Everything else is a bug."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The base of every anticipated no. ``message`` is for people; ``remedy`` says what to do next."""

    status = 409
    message: Any = _("This cannot be done.")
    remedy: Any = ""

    def __init__(self, message: Any = None, *, remedy: Any = None, field: str = "") -> None:
        self.message = message or self.message
        self.remedy = remedy or self.remedy
        self.field = field
        super().__init__(str(self.message))


class NotAllowed(Refusal):
    """The person has no right to this step here."""

    status = 403
    message = _("You do not have the right to do this here.")
    remedy = _("Ask your unit's administrator which role is needed.")


class WrongState(Refusal):
    """The step cannot be taken from the state the record is in."""

    message = _("This step cannot be taken now: somebody has already moved the record on.")
    remedy = _("Open the record again to see where it stands.")


class Blocked(Refusal):
    """A norm in force forbids it. ``findings`` say which, with the article."""

    message = _("The law in force forbids this.")

    def __init__(self, findings: Iterable[Any], message: Any = None) -> None:
        self.findings = list(findings)
        super().__init__(message)


class Conflict(Refusal):
    """Somebody else changed the record meanwhile; nothing was overwritten."""

    message = _("Somebody else has changed this meanwhile. Nothing of theirs was overwritten.")


class AlreadyRegistered(Refusal):
    """The thing stands in the books; doing it again would count it twice."""

    message = _("This is registered already.")


class UnusableInput(Refusal):
    """What was given cannot be read or used; says why and what would be usable."""

    status = 422
    message = _("This cannot be read.")
