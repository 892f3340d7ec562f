"""Real workers, real commits, real kills: the effect of each job happens once."""

import datetime
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.db import connection

from khuyencong.accounts.models import User
from khuyencong.work.jobs import actions, running, timetable, worker
from khuyencong.work.jobs.worker import Ending, Manner
from khuyencong.work.models import Job, JobState, Worker
from tests.support.race import until
from tests.work.kinds import marks

pytestmark = pytest.mark.race
QUICK = Manner(lease=datetime.timedelta(seconds=1), pause=0.05, between_chores=0.1)
PROGRAM = """
import datetime, signal, threading, django
django.setup()
import tests.work.kinds
from khuyencong.work.jobs.worker import Manner, work
stopping = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=stopping.set).start())
work(stopping=stopping, manner=Manner(lease=datetime.timedelta(seconds=1), pause=0.05, between_chores=0.1))
"""


@pytest.fixture
def officer(race_database, settings, monkeypatch):
    settings.JOBS_IMMEDIATELY = False
    monkeypatch.setattr(timetable, "KINDS", {})
    return User.objects.create_user("officer@centre.example", full_name="T. V. A.")


@pytest.fixture
def started(race_database):
    """Starts worker processes; none outlives the test."""
    processes = []

    def start():
        environment = race_database.environment(DJANGO_SETTINGS_MODULE=os.environ["DJANGO_SETTINGS_MODULE"])
        processes.append(subprocess.Popen([sys.executable, "-c", PROGRAM], env=environment))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


def until_done():
    return worker.work(once=True, manner=QUICK)


def state_of(job):
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def test_many_workers_never_do_a_job_twice(race_database, officer):
    names = [f"n{number}" for number in range(60)]
    for name in names:
        actions.enqueue("test.mark", by=officer, name=name)

    endings = race_database.at_once(*[until_done] * 6)

    assert endings == [Ending.EMPTY] * 6
    assert [marks(name) for name in names] == [1] * 60
    assert set(Job.objects.values_list("state", "attempts")) == {(JobState.DONE, 1)}
    assert not Worker.objects.exists()


def test_progress_is_seen_while_the_job_runs_and_its_effect_only_when_it_has_ended(officer, race_database):
    asked = actions.enqueue("test.slow", by=officer, name="a", steps=20)

    def watched():
        seen = until(lambda: Job.objects.filter(pk=asked.pk, progress_done__gt=2).first())
        return seen.state, seen.progress_total, seen.saying, marks("a")

    watching, _ = race_database.at_once(watched, until_done)

    state, total, saying, effect = watching
    assert (state, total, effect) == (JobState.RUNNING, 20, 0)
    assert "20" in saying
    assert (state_of(asked), marks("a")) == (JobState.DONE, 1)


def test_a_running_job_which_is_cancelled_ends_and_leaves_nothing(officer, race_database):
    asked = actions.enqueue("test.slow", by=officer, name="a", steps=100)

    def cancelling():
        until(lambda: state_of(asked) == JobState.RUNNING)
        actions.cancel(job=asked, person=officer)

    race_database.at_once(cancelling, until_done)

    assert (state_of(asked), marks("a")) == (JobState.CANCELLED, 0)


def test_a_silent_job_is_not_taken_for_dead(officer, race_database):
    asked = actions.enqueue("test.silent", by=officer, seconds=2.5)

    def second_worker():
        until(lambda: state_of(asked) == JobState.RUNNING)
        stopping = threading.Event()
        threading.Timer(3.5, stopping.set).start()
        return worker.work(stopping=stopping, manner=QUICK)

    race_database.at_once(until_done, second_worker)

    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == (JobState.DONE, 1)


def test_a_killed_worker_s_job_is_done_by_the_next_and_its_effect_happens_once(officer, started):
    asked = actions.enqueue("test.slow", by=officer, name="a", steps=12)
    first = started()
    until(lambda: Job.objects.filter(pk=asked.pk, progress_done__gt=2).exists())

    first.send_signal(signal.SIGKILL)
    first.wait()
    assert (state_of(asked), marks("a")) == (JobState.RUNNING, 0)
    started()

    until(lambda: state_of(asked) == JobState.DONE)
    asked.refresh_from_db()
    assert (asked.attempts, marks("a")) == (2, 1)


def test_a_job_which_commits_in_parts_goes_on_where_it_was_killed(officer, started):
    names = [f"part {number}" for number in range(400)]
    asked = actions.enqueue("test.parts", by=officer, names=names)
    first = started()
    until(lambda: marks("part 5"))

    first.send_signal(signal.SIGKILL)
    started()

    until(lambda: state_of(asked) == JobState.DONE)
    assert {marks(name) for name in names} == {1}


def test_a_worker_asked_to_end_gives_its_job_back_at_the_next_step(officer, started):
    asked = actions.enqueue("test.slow", by=officer, name="a", steps=100)
    process = started()
    until(lambda: Job.objects.filter(pk=asked.pk, progress_done__gt=2).exists())

    process.terminate()

    assert process.wait(timeout=10) == 0
    asked.refresh_from_db()
    assert (asked.state, asked.attempts, asked.lease, marks("a")) == (JobState.WAITING, 0, None, 0)


def test_a_worker_outlives_a_broken_connection(officer, race_database, monkeypatch):
    monkeypatch.setattr(running, "REST", datetime.timedelta(seconds=0.1))
    asked = actions.enqueue("test.slow", by=officer, name="a", steps=15)

    def cutting():
        until(lambda: Job.objects.filter(pk=asked.pk, progress_done__gt=2).exists())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def working():
        stopping = threading.Event()
        threading.Thread(target=_stop_when_done, args=[asked, stopping]).start()
        return worker.work(stopping=stopping, manner=QUICK)

    endings = race_database.at_once(cutting, working)
    connection.close()

    assert endings[1] == Ending.STOPPED
    assert marks("a") == 1


def _stop_when_done(asked, stopping):
    try:
        until(lambda: state_of(asked) == JobState.DONE)
    finally:
        stopping.set()
        connection.close()


def test_the_timetable_has_one_holder(race_database, officer, monkeypatch):
    from khuyencong.work.jobs.registry import KINDS

    monkeypatch.setattr(timetable, "KINDS", {"work.anchor_trail": KINDS["work.anchor_trail"]})
    now = datetime.datetime(2026, 11, 23, 20, tzinfo=datetime.UTC)

    asked = race_database.at_once(*[lambda: timetable.ask_for_what_is_due(at=now)] * 6)

    assert sum(len(jobs) for jobs in asked) == 1
    assert Job.objects.count() == 1


def test_a_worker_begins_anew_after_so_many_jobs(officer):
    for number in range(3):
        actions.enqueue("test.mark", by=officer, name=f"n{number}")

    assert worker.work(manner=Manner(most_jobs=2)) == Ending.RENEW
    assert Job.objects.waiting().count() == 1


def test_a_worker_begins_anew_when_it_holds_much_memory(officer):
    actions.enqueue("test.mark", by=officer, name="a")

    assert worker.memory_used() > 10
    assert worker.work(manner=Manner(most_memory=10)) == Ending.RENEW


def test_a_job_which_takes_too_long_is_given_up(officer, monkeypatch):
    from dataclasses import replace

    from khuyencong.work.jobs import heart

    given_up = threading.Event()
    monkeypatch.setitem(heart.KINDS, "test.silent", replace(heart.KINDS["test.silent"], minutes=0))
    actions.enqueue("test.silent", by=officer, seconds=1)

    worker.work(once=True, manner=QUICK, given_up=given_up.set)

    assert given_up.is_set()
