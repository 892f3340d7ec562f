"""A trail rewritten as a whole agrees with itself, but not with what was written down outside the database."""

import datetime

import pytest
from django.db import connection, transaction

from khuyencong.audit.actions import digest, record_act
from khuyencong.audit.models import Act, ChainHead
from khuyencong.audit.queries import breaks
from khuyencong.work import anchors
from khuyencong.work.jobs import actions
from khuyencong.work.models import JobState

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)


@pytest.fixture
def folder(settings, tmp_path):
    settings.ANCHORS_DIR = tmp_path / "anchors"
    with transaction.atomic():
        for number in range(3):
            record_act(actor=None, what=f"test.{number}", chain="centre")
    return settings.ANCHORS_DIR


def rewritten():
    """What an owner of the database could do: another history, whole in itself."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_act DISABLE TRIGGER USER")
        previous = ""
        for act in Act.objects.filter(chain="centre"):
            act.what, act.previous = act.what.replace("test", "other"), previous
            act.hash = previous = digest(act)
            act.save()
        ChainHead.objects.filter(chain="centre").update(hash=previous)
        cursor.execute("ALTER TABLE audit_act ENABLE TRIGGER USER")


def test_an_anchor_is_one_line_a_chain(folder):
    anchors.write(folder, on=DAY)

    head = ChainHead.objects.get(chain="centre")
    assert f"2026-11-23\tcentre\t3\t{head.hash}\n" in (folder / "2026.tsv").read_text()
    assert list(anchors.differences(folder)) == []


def test_anchors_are_added_to_never_replaced(folder):
    anchors.write(folder, on=DAY)
    before = (folder / "2026.tsv").read_text()
    anchors.write(folder, on=DAY + datetime.timedelta(days=1))

    assert (folder / "2026.tsv").read_text().startswith(before)


def test_a_trail_rewritten_as_a_whole_is_found(folder):
    anchors.write(folder, on=DAY)
    rewritten()

    assert list(breaks()) == []
    assert [(place.chain, place.number) for place in anchors.differences(folder)] == [("centre", 3)]


def test_the_nightly_job_fails_loudly_on_a_trail_that_is_not_whole(folder):
    assert actions.enqueue("work.anchor_trail", by=None).state == JobState.DONE
    assert actions.enqueue("work.verify_trail", by=None).state == JobState.DONE
    rewritten()

    failed = actions.enqueue("work.verify_trail", by=None)

    assert failed.state == JobState.FAILED
    assert "centre 3" in failed.error


def test_the_age_of_the_anchors_is_known(folder):
    assert anchors.newest_at(folder) is None

    anchors.write(folder, on=DAY)

    assert datetime.datetime.now(tz=datetime.UTC) - anchors.newest_at(folder) < datetime.timedelta(minutes=1)
