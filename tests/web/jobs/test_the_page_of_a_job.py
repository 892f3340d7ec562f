"""The page of a job says how far it is, with and without JavaScript, and only to those it concerns."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from khuyencong.accounts.models import User
from khuyencong.directory.models import Membership, Organisation
from khuyencong.work.jobs import actions, running
from khuyencong.work.models import Job, JobState

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def person(address):
    return User.objects.create_user(
        address, full_name="T. V. A.", second_factor_since=timezone.now(), language="vi", password="not-used-here-1"
    )


@pytest.fixture
def officer():
    return person("officer@centre.example")


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def waiting(officer, settings):
    settings.JOBS_IMMEDIATELY = False
    return actions.enqueue("work.verify_trail", by=officer)


@pytest.fixture
def running_job(waiting):
    job = running.take(lease=datetime.timedelta(seconds=30))
    Job.objects.filter(pk=job.pk).update(
        progress_done=30, progress_total=120, words="Reading row %(row)s", words_with={"row": 30}
    )
    return job


def ended(job, state, **more):
    Job.objects.filter(pk=job.pk).update(state=state, lease=None, finished_at=timezone.now(), **more)


def address(job):
    return reverse("jobs:job", args=[job.reference])


def test_a_running_job_shows_what_is_done_and_how_far(signed_in, running_job):
    response = signed_in.get(address(running_job))
    page = response.content.decode()

    assert response.status_code == 200
    assert "Reading row 30" in page
    assert '<progress class="kc-progress" max="100" value="25"' in page
    assert "30 trên 120" in page
    assert "Dừng việc này" in page


def test_without_javascript_the_page_asks_again_only_while_the_job_is_open(signed_in, running_job):
    assert signed_in.get(address(running_job))["Refresh"] == "5"

    ended(running_job, JobState.FAILED, error="Tệp không có bảng nào.", remedy="Lưu lại dạng .xlsx.")

    assert "Refresh" not in signed_in.get(address(running_job))


def test_with_htmx_only_the_part_that_changes_is_sent(signed_in, running_job):
    response = signed_in.get(address(running_job), headers=HTMX)
    part = response.content.decode()

    assert part.strip().startswith("<section")
    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part
    assert "Refresh" not in response


def test_the_part_is_the_same_as_in_the_page(signed_in, running_job):
    def without_token(text):
        start = text.index('<section class="card card-body kc-narrow kc-stack" id="job"')
        part = text[start : text.index("</section>", start)]
        return part.partition('name="csrfmiddlewaretoken"')[0], part.partition("<button")[2]

    page = signed_in.get(address(running_job)).content.decode()
    part = signed_in.get(address(running_job), headers=HTMX).content.decode()

    assert without_token(page) == without_token(part)


def test_a_job_that_is_done_leads_on_to_what_it_made(signed_in, running_job):
    ended(running_job, JobState.DONE, result={"url": "/plans/2027/"})

    assert signed_in.get(address(running_job))["Location"] == "/plans/2027/"
    assert signed_in.get(address(running_job), headers=HTMX)["HX-Redirect"] == "/plans/2027/"


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_a_job_never_leads_away_from_the_site(signed_in, running_job, url):
    ended(running_job, JobState.DONE, result={"url": url})

    response = signed_in.get(address(running_job))

    assert response.status_code == 200
    assert "Đã xong." in response.content.decode()


def test_a_failed_job_says_why_and_what_to_do_and_is_asked_about_no_more(signed_in, running_job):
    ended(running_job, JobState.FAILED, error="Tệp không có bảng nào.", remedy="Lưu lại dạng .xlsx.")

    part = signed_in.get(address(running_job), headers=HTMX).content.decode()

    assert "Tệp không có bảng nào." in part
    assert "Lưu lại dạng .xlsx." in part
    assert "hx-get" not in part


def test_cancelling_is_a_button_of_who_asked(signed_in, waiting):
    response = signed_in.post(reverse("jobs:cancellation", args=[waiting.reference]), follow=True)

    waiting.refresh_from_db()
    assert waiting.state == JobState.CANCELLED
    assert "Đã dừng theo yêu cầu." in response.content.decode()


def test_a_running_job_asked_to_stop_says_so_and_offers_no_second_button(signed_in, running_job):
    signed_in.post(reverse("jobs:cancellation", args=[running_job.reference]))

    page = signed_in.get(address(running_job)).content.decode()

    assert "Sẽ dừng ở bước kế tiếp…" in page
    assert "Dừng việc này" not in page


def test_cancelling_what_has_just_ended_shows_it_as_it_is(signed_in, running_job):
    ended(running_job, JobState.FAILED, error="Tệp không có bảng nào.")

    response = signed_in.post(reverse("jobs:cancellation", args=[running_job.reference]), follow=True)

    assert "Tệp không có bảng nào." in response.content.decode()


def test_a_link_does_not_cancel(signed_in, waiting):
    assert signed_in.get(reverse("jobs:cancellation", args=[waiting.reference])).status_code == 405


class TestOthers:
    @pytest.fixture
    def colleague(self, officer):
        body = Organisation.objects.create(kind="centre", key="centre", name="Trung tâm khuyến công")
        other = person("colleague@centre.example")
        for member in (officer, other):
            Membership.objects.create(
                user=member, organisation=body, role="centre_officer", valid_from=datetime.date(2020, 1, 1)
            )
        return other

    def test_a_colleague_sees_it_without_a_button_and_may_not_cancel(self, client, running_job, colleague):
        client.force_login(colleague)

        page = client.get(address(running_job))
        refused = client.post(reverse("jobs:cancellation", args=[running_job.reference]))

        assert "Dừng việc này" not in page.content.decode()
        assert (page.status_code, refused.status_code) == (200, 403)
        running_job.refresh_from_db()
        assert running_job.cancel_asked_at is None

    def test_a_stranger_finds_nothing(self, client, running_job):
        client.force_login(person("stranger@elsewhere.example"))

        assert client.get(address(running_job)).status_code == 404
        assert client.post(reverse("jobs:cancellation", args=[running_job.reference])).status_code == 404

    def test_whoever_is_not_signed_in_is_asked_to(self, client, running_job):
        assert client.get(address(running_job)).status_code == 302
