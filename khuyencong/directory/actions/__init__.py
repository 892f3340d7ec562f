"""The verbs of the directory."""

from khuyencong.directory.actions.bodies import commune_body
from khuyencong.directory.actions.establishments import (
    correct_establishment,
    find_or_register_many,
    note_fact,
    register_establishment,
    state_trade,
)
from khuyencong.directory.actions.merging import (
    merge_establishments,
    move_references,
    return_references,
    undo_merge,
)
from khuyencong.directory.actions.people import (
    Invited,
    end_membership,
    grant_role,
    invite,
    reset_second_factor,
    sign_off_review,
)
from khuyencong.directory.actions.trades import TradesLoaded, load_trades

__all__ = [
    "Invited",
    "TradesLoaded",
    "commune_body",
    "correct_establishment",
    "end_membership",
    "find_or_register_many",
    "grant_role",
    "invite",
    "load_trades",
    "merge_establishments",
    "move_references",
    "note_fact",
    "register_establishment",
    "reset_second_factor",
    "return_references",
    "sign_off_review",
    "state_trade",
    "undo_merge",
]
