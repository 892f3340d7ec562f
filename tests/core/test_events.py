"""What is announced reaches those who react, in the same transaction."""

from dataclasses import dataclass
from unittest import mock

import pytest

from khuyencong.core import events

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class KettleBoiled:
    litres: int


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(events, "_reactions", events.defaultdict(list))
    told = []

    @events.reacts_to(KettleBoiled)
    def pour(event):
        told.append(event.litres)

    events.reacts_to(KettleBoiled)(pour)
    return told


def test_a_reaction_hears_the_event_once(heard):
    events.announce(KettleBoiled(2))

    assert heard == [2]


def test_an_event_nobody_waits_for_passes(heard):
    events.announce(object())

    assert heard == []


def test_an_event_outside_a_transaction_is_refused(heard):
    with mock.patch.object(events, "connection") as connection:
        connection.in_atomic_block = False

        with pytest.raises(RuntimeError):
            events.announce(KettleBoiled(1))


def test_the_list_of_reactions_is_open(heard):
    assert list(events.reactions()) == ["KettleBoiled"]
