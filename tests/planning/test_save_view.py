"""A person keeps filters of the list under a name."""

import pytest

from khuyencong.core.refusals import UnusableInput
from khuyencong.planning.actions.views import remove_view, save_view
from khuyencong.planning.models import SavedView
from tests.support.people import person

pytestmark = pytest.mark.django_db


def test_a_view_is_kept_under_its_name():
    lan = person(enrolled=False)

    view = save_view(user=lan, name="  Đề án   bị chặn ", query="verdict=blocks")

    assert (view.name, view.query) == ("Đề án bị chặn", "verdict=blocks")


def test_the_same_name_again_replaces_the_filters():
    lan = person(enrolled=False)
    save_view(user=lan, name="Bị chặn", query="verdict=blocks")

    save_view(user=lan, name="Bị chặn", query="verdict=blocks&year=2026")

    assert SavedView.objects.get().query == "verdict=blocks&year=2026"


def test_two_people_may_use_the_same_name():
    for email in ("lan@so.example", "minh@so.example"):
        save_view(user=person(email, enrolled=False), name="Bị chặn", query="verdict=blocks")

    assert SavedView.objects.count() == 2


@pytest.mark.parametrize("name", ["", "   "])
def test_a_view_needs_a_name(name):
    with pytest.raises(UnusableInput):
        save_view(user=person(enrolled=False), name=name, query="")


def test_a_view_can_be_forgotten():
    view = save_view(user=person(enrolled=False), name="Bị chặn", query="")

    remove_view(view=view)

    assert not SavedView.objects.exists()
