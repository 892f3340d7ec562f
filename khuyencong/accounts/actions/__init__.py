"""The verbs on people and their sign-in."""

from khuyencong.accounts.actions.account import (
    accept_invitation,
    choose_language,
    disable,
    enable,
    end_sessions,
    update_details,
)
from khuyencong.accounts.actions.second_factor import accept_code, enrol_for_demo, remove_second_factor
from khuyencong.accounts.actions.sign_in import clear_wrong_tries, count_wrong_try

__all__ = [
    "accept_code",
    "accept_invitation",
    "choose_language",
    "clear_wrong_tries",
    "count_wrong_try",
    "disable",
    "enable",
    "end_sessions",
    "enrol_for_demo",
    "remove_second_factor",
    "update_details",
]
