"""
Keeping and forgetting a person's own views of the list.

No act is recorded: a view is a personal convenience, changes nothing in the books and is seen by nobody else.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khuyencong.core.refusals import UnusableInput
from khuyencong.planning.models import SavedView


@transaction.atomic
def save_view(*, user: Any, name: str, query: str) -> SavedView:
    """
    Keep a set of filters under a name; the same name again replaces the filters.

    :raises UnusableInput: no name was given.
    """
    name = " ".join(name.split())[:80]
    if not name:
        raise UnusableInput(_("Give the view a name."), remedy=_("Type a short name and save again."), field="name")
    view, _made = SavedView.objects.update_or_create(user=user, name=name, defaults={"query": query[:1000]})
    return view


@transaction.atomic
def remove_view(*, view: SavedView) -> None:
    """Forget a kept view."""
    view.delete()
