"""Who watches over the site learns whether it lives, and whether it can work."""

import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from khuyencong.audit.actions import record_act
from khuyencong.web.health import checks
from khuyencong.work import anchors
from khuyencong.work.models import Worker


@pytest.fixture
def anchored(db, settings, tmp_path):
    settings.ANCHORS_DIR = tmp_path
    with transaction.atomic():
        record_act(actor=None, what="test.thing")
    anchors.write(tmp_path, on=datetime.date(2026, 11, 23))
    return tmp_path


@pytest.fixture
def worker(db):
    return Worker.objects.create(started_at=timezone.now(), seen_at=timezone.now())


def test_the_site_lives_without_asking_the_database_or_a_session(client):
    response = client.get("/livez")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert not response.cookies


def test_a_site_with_everything_is_ready(client, anchored, worker):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["status"] == "ready"
    assert response.json()["checks"].keys() == {"database", "migrations", "worker", "anchors"}
    assert not response.cookies


def test_readiness_takes_few_questions(client, anchored, worker, django_assert_max_num_queries):
    client.get("/readyz")

    with django_assert_max_num_queries(4):
        client.get("/readyz")


def late(worker):
    Worker.objects.update(seen_at=timezone.now() - datetime.timedelta(minutes=10))


def test_a_worker_that_is_silent_needs_attention_but_pages_go_on(client, anchored, worker):
    late(worker)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"]) == (200, "attention")
    assert response.json()["checks"]["worker"]["ok"] is False
    assert response.json()["checks"]["worker"]["seconds"] >= 600


def test_whoever_rings_a_bell_asks_strictly(client, anchored, worker):
    assert client.get("/readyz?strict").status_code == 200

    late(worker)

    assert client.get("/readyz?strict").status_code == 503


def test_a_site_without_any_worker_or_anchor_says_so(client, db, settings, tmp_path):
    settings.ANCHORS_DIR = tmp_path / "none"

    found = client.get("/readyz").json()["checks"]

    assert found["worker"] == found["anchors"] == {"ok": False, "seconds": None}


def test_an_anchor_older_than_two_days_needs_attention(anchored, worker):
    in_three_days = timezone.now() + datetime.timedelta(days=3)

    assert checks.all_checks(at=in_three_days)["anchors"]["ok"] is False


def test_a_site_whose_tables_are_older_than_the_program_is_not_ready(client, anchored, worker):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'work'")

    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"]) == (503, "unready")
    assert response.json()["checks"]["migrations"] == {"ok": False, "waiting": 1}


@pytest.mark.race
def test_a_site_whose_database_is_gone_is_not_ready_and_comes_back_by_itself(client, race_database):
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = f"{name}_gone"
    try:
        gone = client.get("/readyz")
        alive = client.get("/livez")
    finally:
        connection.settings_dict["NAME"] = name
        connection.close()

    assert (gone.status_code, gone.json()["checks"]["database"]) == (503, {"ok": False})
    assert alive.status_code == 200
    assert client.get("/readyz").status_code == 200


def test_health_answers_only_questions(client):
    assert client.post("/livez").status_code == 405
    assert client.post("/readyz").status_code == 405
