"""The timetable asks for each kind once, at its hour, and makes up for a missed night."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from khuyencong.work.jobs import registry, timetable
from khuyencong.work.models import Job

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day, hour, minute=0):
    return datetime.datetime(2026, 11, day, hour, minute, tzinfo=HERE)


def kind(**when):
    found = {"at": None, "every": None, **when}
    return registry.Kind("test.timed", lambda job: None, atomic=True, max_attempts=1, minutes=1, **found)


NIGHTLY = kind(at=datetime.time(2, 0))
HOURLY = kind(every=datetime.timedelta(hours=1))


@pytest.mark.parametrize(
    ("timed", "last", "now", "due"),
    [
        (NIGHTLY, None, at(23, 14), True),
        (NIGHTLY, at(23, 2), at(23, 23, 59), False),
        (NIGHTLY, at(23, 2), at(24, 1, 59), False),
        (NIGHTLY, at(23, 2), at(24, 2), True),
        (NIGHTLY, at(20, 2), at(23, 1), True),
        (HOURLY, at(23, 2), at(23, 2, 59), False),
        (HOURLY, at(23, 2), at(23, 3), True),
    ],
)
def test_a_kind_is_due_when_its_hour_has_come(timed, last, now, due):
    assert timetable.is_due(timed, last=last, at=now) == due


def test_the_hour_is_local_even_when_the_clock_is_utc():
    utc = datetime.datetime(2026, 11, 23, 19, 30, tzinfo=datetime.UTC)

    assert timetable.is_due(NIGHTLY, last=at(23, 2), at=utc)


@pytest.fixture
def only_nightly(monkeypatch, settings):
    settings.JOBS_IMMEDIATELY = False
    monkeypatch.setattr(timetable, "KINDS", {"work.anchor_trail": registry.KINDS["work.anchor_trail"]})


@pytest.mark.django_db
def test_each_night_asks_once(only_nightly):
    assert len(timetable.ask_for_what_is_due(at=at(23, 3))) == 1
    assert timetable.ask_for_what_is_due(at=at(23, 4)) == []
    Job.objects.all().delete()
    assert len(timetable.ask_for_what_is_due(at=at(24, 3))) == 1


@pytest.mark.django_db
def test_a_night_whose_job_still_waits_is_not_asked_for_twice(only_nightly):
    timetable.ask_for_what_is_due(at=at(23, 3))

    assert timetable.ask_for_what_is_due(at=at(24, 3)) == []
    assert Job.objects.count() == 1
