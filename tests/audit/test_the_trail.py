"""The trail of acts tells the truth or shows where it was touched."""

from unittest import mock

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from khuyencong.audit.actions import record_act
from khuyencong.audit.models import Act, ChainHead
from khuyencong.audit.queries import breaks

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_acts():
    return [record_act(actor=None, what=f"test.thing.{number}", chain="so-hai-phong") for number in range(5)]


def without_triggers(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_act DISABLE TRIGGER USER")
        cursor.execute(sql, params)
        cursor.execute("ALTER TABLE audit_act ENABLE TRIGGER USER")


def test_an_untouched_trail_has_no_breaks(five_acts):
    record_act(actor=None, what="test.other", chain="another")

    assert list(breaks()) == []


@pytest.mark.parametrize("sql", ["UPDATE audit_act SET what = 'x'", "DELETE FROM audit_act", "TRUNCATE audit_act"])
def test_the_database_refuses_to_change_acts(five_acts, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_edited_act_is_found(five_acts):
    without_triggers("UPDATE audit_act SET details = '{\"amount\": 1}' WHERE number = 3")

    assert [(b.number, b.reason) for b in breaks()] == [(3, "edited")]


def test_a_deleted_act_is_found(five_acts):
    without_triggers("DELETE FROM audit_act WHERE number = 3")

    assert (3, "missing") in [(b.number, b.reason) for b in breaks()]


def test_a_cut_tail_is_found(five_acts):
    without_triggers("DELETE FROM audit_act WHERE number >= 4")

    assert [b.reason for b in breaks()] == ["cut"]


def test_swapped_acts_are_found(five_acts):
    without_triggers(
        "UPDATE audit_act a SET what = b.what, hash = b.hash FROM audit_act b "
        "WHERE (a.number, b.number) IN ((2, 3), (3, 2))"
    )

    assert {b.number for b in breaks()} >= {2, 3}


def test_an_inserted_act_is_found(five_acts):
    act = Act.objects.get(number=5)
    act.pk, act.number = None, 6
    act.save(force_insert=True)

    assert list(breaks())


def test_an_act_needs_the_transaction_of_its_change():
    with mock.patch("khuyencong.audit.actions.connection") as connection:
        connection.in_atomic_block = False

        with pytest.raises(RuntimeError):
            record_act(actor=None, what="test.thing")


def test_the_head_follows_the_newest_act(five_acts):
    assert ChainHead.objects.get(pk="so-hai-phong").hash == five_acts[-1].hash
