"""Keeps a site which is not safe from starting."""

from django.apps import AppConfig
from django.core import checks
from django.core.exceptions import ImproperlyConfigured


class Guard(AppConfig):
    """Stands last in INSTALLED_APPS of production: everything is loaded when it looks."""

    name = "config"
    label = "guard"

    def ready(self) -> None:
        """
        Run what `check --deploy` runs.

        :raises ImproperlyConfigured: a check has an error or a warning; the message lists each.
        """
        refuse_what_is_unsafe(checks.run_checks(include_deployment_checks=True))


def refuse_what_is_unsafe(found: list[checks.CheckMessage]) -> None:
    """
    Pass over what is only informative.

    :raises ImproperlyConfigured: anything heavier remains.
    """
    heavy = [message for message in found if message.level >= checks.WARNING and not message.is_silenced()]
    if not heavy:
        return
    lines = [f"- {message.id}: {message.msg}" + (f" ({message.hint})" if message.hint else "") for message in heavy]
    raise ImproperlyConfigured(
        "Trang không khởi động vì cấu hình chưa an toàn (the site does not start, its settings are not safe):\n"
        + "\n".join(lines)
    )
