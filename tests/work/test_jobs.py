"""A job asked for is done once, tells how far it is, and says why when it fails."""

import datetime

import pytest
from django.utils import timezone

from khuyencong.accounts.models import User
from khuyencong.audit.models import Act
from khuyencong.core.refusals import NotAllowed, WrongState
from khuyencong.directory.models import Membership, Organisation
from khuyencong.work.jobs import actions, running
from khuyencong.work.jobs.progress import HereReporter, progress
from khuyencong.work.jobs.registry import job
from khuyencong.work.models import Job, JobState
from tests.work.kinds import marks

pytestmark = pytest.mark.django_db
LEASE = datetime.timedelta(seconds=30)
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def officer():
    return User.objects.create_user("officer@centre.example", full_name="T. V. A.")


@pytest.fixture
def colleague():
    return User.objects.create_user("colleague@centre.example", full_name="N. T. B.")


@pytest.fixture
def queue(settings):
    settings.JOBS_IMMEDIATELY = False


def done_here(asked):
    """Take the oldest job and do it in this connection."""
    held = running.take(lease=LEASE)
    assert held == asked
    running.run(held, reporter=HereReporter(), inside=True)
    held.refresh_from_db()
    return held


def test_a_job_asked_for_waits_for_a_worker(queue, officer):
    asked = actions.enqueue("test.mark", by=officer, name="a")

    assert asked.state == JobState.WAITING
    assert len(asked.reference) >= 20
    assert marks("a") == 0


def test_a_job_done_says_where_to_go_on(queue, officer):
    ended = done_here(actions.enqueue("test.mark", by=officer, name="a"))

    assert (ended.state, ended.result["url"], ended.attempts) == (JobState.DONE, "/marks/a/", 1)
    assert ended.started_at <= ended.finished_at
    assert marks("a") == 1


def test_a_job_is_done_at_once_where_the_setting_says_so(officer):
    ended = actions.enqueue("test.mark", by=officer, name="a")

    assert ended.state == JobState.DONE
    assert marks("a") == 1


def test_jobs_are_taken_in_the_order_asked(queue, officer):
    asked = [actions.enqueue("test.mark", by=officer, name=name) for name in "abc"]

    assert [running.take(lease=LEASE) for _ in asked] == asked
    assert running.take(lease=LEASE) is None


def test_a_kind_nobody_knows_is_not_taken_on(officer):
    with pytest.raises(KeyError):
        actions.enqueue("test.unheard_of", by=officer)


def test_arguments_are_plain_values(officer):
    with pytest.raises(TypeError):
        actions.enqueue("test.mark", by=officer, name=officer)


def test_a_job_of_a_kind_which_is_gone_fails_and_does_not_stop_the_worker(queue, officer):
    asked = actions.enqueue("test.mark", by=officer, name="a")
    Job.objects.filter(pk=asked.pk).update(kind="test.of_an_older_release")

    assert done_here(asked).state == JobState.FAILED


def test_a_refusal_is_told_to_people_with_its_remedy_and_undone(queue, officer):
    ended = done_here(actions.enqueue("test.refused", by=officer))

    assert ended.state == JobState.FAILED
    assert ended.error == "The file holds no table."
    assert ended.remedy == "Save it as .xlsx and send it again."
    assert marks("refused") == 0


def test_a_bug_is_told_in_plain_words_without_what_it_met(queue, officer, caplog):
    ended = done_here(actions.enqueue("test.bug", by=officer))

    assert ended.state == JobState.FAILED
    assert "0912345678" not in ended.error + ended.remedy
    assert str(ended.pk) in ended.remedy
    assert marks("bug") == 0
    assert "RuntimeError" in caplog.text


def test_people_are_told_in_their_own_language(officer):
    officer.language = "en"
    officer.save()
    told_in_english = actions.enqueue("test.bug", by=officer).error
    officer.language = "vi"
    officer.save()

    assert told_in_english.startswith("The system failed here;")
    assert actions.enqueue("test.bug", by=officer).error.startswith("Hệ thống gặp lỗi ở đây;")


def test_a_passing_database_error_is_tried_again_later(queue, officer, tmp_path):
    asked = actions.enqueue("test.passing", by=officer, file=str(tmp_path / "tried"))

    first = done_here(asked)
    assert (first.state, running.take(lease=LEASE)) == (JobState.WAITING, None)

    Job.objects.update(not_before=None)
    assert done_here(asked).state == JobState.DONE
    assert marks("passing") == 1


def test_progress_is_kept_with_words_in_the_language_of_the_reader(officer):
    ended = actions.enqueue("test.slow", by=officer, name="a", steps=3, seconds=0)

    assert (ended.progress_done, ended.progress_total) == (2, 3)
    assert ended.saying == "Reading row 2 of 3"


def test_a_waiting_job_is_cancelled_at_once_and_on_the_trail(queue, officer):
    ended = actions.cancel(job=actions.enqueue("test.mark", by=officer, name="a"), person=officer)

    assert ended.state == JobState.CANCELLED
    assert running.take(lease=LEASE) is None
    assert Act.objects.get(what="work.job.cancelled").actor_id == officer.pk


def test_a_running_job_is_only_asked_to_stop(queue, officer):
    actions.enqueue("test.mark", by=officer, name="a")

    asked = actions.cancel(job=running.take(lease=LEASE), person=officer)

    assert asked.state == JobState.RUNNING
    assert asked.cancel_asked_at


def test_only_who_asked_for_a_job_cancels_it(queue, officer, colleague):
    asked = actions.enqueue("test.mark", by=officer, name="a")

    with pytest.raises(NotAllowed):
        actions.cancel(job=asked, person=colleague)
    assert actions.may_cancel(officer, asked)
    assert not actions.may_cancel(colleague, asked)


def test_what_has_ended_is_not_cancelled(officer):
    ended = actions.enqueue("test.mark", by=officer, name="a")

    with pytest.raises(WrongState):
        actions.cancel(job=ended, person=officer)


def expired(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - datetime.timedelta(seconds=1))


def test_what_a_dead_worker_left_goes_back_into_the_queue(queue, officer):
    asked = actions.enqueue("test.mark", by=officer, name="a")
    expired(running.take(lease=LEASE))

    assert actions.take_back_abandoned() == 1
    assert done_here(asked).attempts == 2


def test_what_a_living_worker_holds_is_left_to_it(queue, officer):
    actions.enqueue("test.mark", by=officer, name="a")
    running.take(lease=LEASE)

    assert actions.take_back_abandoned() == 0


def test_attempts_are_limited_and_people_are_told(queue, officer):
    asked = actions.enqueue("test.slow", by=officer, name="a", steps=1)
    for _ in range(2):
        expired(running.take(lease=LEASE))
        actions.take_back_abandoned()
    asked.refresh_from_db()

    assert asked.state == JobState.FAILED
    assert "2" in asked.error
    assert asked.remedy


def test_a_cancelled_job_of_a_dead_worker_is_not_begun_again(queue, officer):
    asked = actions.enqueue("test.mark", by=officer, name="a")
    held = running.take(lease=LEASE)
    actions.cancel(job=held, person=officer)
    expired(held)
    actions.take_back_abandoned()
    asked.refresh_from_db()

    assert asked.state == JobState.CANCELLED


def test_a_worker_which_lost_its_lease_leaves_no_effect(queue, officer):
    actions.enqueue("test.mark", by=officer, name="a")
    late = running.take(lease=LEASE)
    expired(late)
    actions.take_back_abandoned()
    running.take(lease=LEASE)

    running.run(late, reporter=HereReporter(), inside=True)

    assert marks("a") == 0
    late.refresh_from_db()
    assert late.state == JobState.RUNNING


def test_a_job_which_swallows_every_exception_still_stops(queue, officer):
    class Stopping(HereReporter):
        def tell(self, *step):
            from khuyencong.work.jobs.progress import Interrupted

            raise Interrupted

    @job("test.swallows")
    def swallows(job):
        try:
            progress(job, 0, 1)
        except Exception:
            return {"swallowed": True}

    actions.enqueue("test.swallows", by=officer)
    held = running.take(lease=LEASE)
    running.run(held, reporter=Stopping(), inside=True)
    held.refresh_from_db()

    assert (held.state, held.attempts, held.result) == (JobState.WAITING, 0, {})


def test_two_kinds_may_not_share_a_name():
    with pytest.raises(ValueError, match=r"test\.mark"):
        job("test.mark")(lambda job: None)


class TestWhoSees:
    @pytest.fixture
    def body(self):
        return Organisation.objects.create(kind="centre", key="centre", name="Trung tâm khuyến công")

    def join(self, person, body, **dates):
        Membership.objects.create(
            user=person, organisation=body, role="centre_officer", **{"valid_from": datetime.date(2026, 1, 1), **dates}
        )

    def visible(self, person):
        return list(Job.objects.visible_to(person, on=TODAY))

    def test_who_asked_sees_it(self, officer):
        asked = actions.enqueue("test.mark", by=officer, name="a")

        assert self.visible(officer) == [asked]

    def test_a_colleague_sees_it(self, officer, colleague, body):
        self.join(officer, body)
        self.join(colleague, body)

        asked = actions.enqueue("test.mark", by=officer, name="a")

        assert self.visible(colleague) == [asked]

    def test_a_stranger_sees_nothing(self, officer, colleague):
        actions.enqueue("test.mark", by=officer, name="a")

        assert self.visible(colleague) == []

    def test_a_colleague_who_has_left_sees_nothing(self, officer, colleague, body):
        self.join(officer, body)
        self.join(colleague, body, valid_to=TODAY)
        actions.enqueue("test.mark", by=officer, name="a")

        assert self.visible(colleague) == []

    def test_nobody_sees_the_system_s_own_jobs(self, officer):
        actions.enqueue("test.mark", by=None, name="a")

        assert self.visible(officer) == []
