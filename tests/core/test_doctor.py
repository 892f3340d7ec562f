"""The doctor says in two languages what is wrong and what to do."""

import os
import string

import pytest

from khuyencong.core import doctor, doctor_words, postgres
from khuyencong.core.postgres import lock


def found(symptoms):
    return {symptom.code: symptom for symptom in symptoms}


def test_a_machine_on_which_all_is_well(running, open_folder):
    (open_folder / "tabler.css").touch()

    symptoms = doctor.examine(running, database_url="", assets=[open_folder / "tabler.css"], messages=open_folder)

    assert [symptom for symptom in symptoms if not symptom.healthy] == []
    assert {"python", "disk", "binaries", "data_access", "socket_path", "lock", "server"} <= set(found(symptoms))


def test_a_server_which_does_not_run(base):
    server = found(doctor.examine(base, database_url=""))["server"]

    assert not server.healthy
    assert "make run" in server.remedy_vi
    assert not base.exists()


def test_a_server_which_was_killed(base, server):
    os.kill(server.pid, 9)
    postgres.postmaster.wait_until_gone(server.pid, 5)

    symptoms = found(doctor.examine(base, database_url=""))

    assert not symptoms["left_behind"].healthy
    assert not symptoms["server"].healthy


def test_data_others_can_read(base, server):
    server.data.chmod(0o755)

    access = found(doctor.examine(base, database_url=""))["data_private"]

    assert not access.healthy
    assert str(server.data) in access.remedy_en


def test_a_command_which_holds_the_lock(base):
    base.mkdir()
    with lock.exclusive(base):
        held = found(doctor.examine(base, database_url=""))["lock"]

    assert not held.healthy
    assert str(os.getpid()) in held.vi


def test_a_full_disk(base, monkeypatch):
    monkeypatch.setattr(doctor, "DISK_NEEDED", 10**18)

    assert not found(doctor.examine(base, database_url=""))["disk"].healthy


def test_missing_programs(base, monkeypatch):
    def missing():
        raise postgres.PostgresUnavailable("binaries_missing")

    monkeypatch.setattr(doctor.binaries, "wheel_binaries", missing)

    assert not found(doctor.examine(base, database_url=""))["binaries"].healthy


def test_a_named_server_which_answers_replaces_the_embedded_one(base, running):
    url = postgres.ensure_running(running).url(postgres.SUPERUSER, "postgres")

    symptoms = found(doctor.examine(base, database_url=url))

    assert symptoms["database_url"].healthy
    assert "server" not in symptoms


def test_a_named_server_which_cannot_be_reached_without_showing_its_password(base):
    url = "postgresql://ai:bí-mật@127.0.0.1:1/khuyencong"

    named = found(doctor.examine(base, database_url=url))["database_url"]

    assert not named.healthy
    assert "127.0.0.1" in named.vi
    assert "bí-mật" not in named.vi + named.en


@pytest.mark.parametrize("url", ["mysql://ai:bí-mật@máy/x", "postgresql://ai:bí-mật@máy:cổng/x", "bí-mật"])
def test_a_malformed_address(base, url):
    named = next(symptom for symptom in doctor.examine(base, database_url=url) if symptom.code.startswith("database"))

    assert not named.healthy
    assert "bí-mật" not in named.vi + named.en


def test_the_environment_names_the_server_by_default(base, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/khuyencong")

    assert "database_url" in found(doctor.examine(base))


def test_missing_assets_and_uncompiled_words(base, open_folder):
    words = open_folder / "locale" / "vi" / "LC_MESSAGES"
    words.mkdir(parents=True)
    (words / "django.po").touch()

    symptoms = found(doctor.examine(base, database_url="", assets=[open_folder / "node_modules"], messages=open_folder))

    assert not symptoms["assets"].healthy
    assert not symptoms["messages"].healthy
    assert "django.po" in symptoms["messages"].en


@pytest.mark.parametrize("code", doctor_words.WORDS)
def test_both_languages_tell_the_same_facts(code):
    words = doctor_words.WORDS[code]

    for vi, en in (words.well, words.ill, words.remedy):
        assert vi
        assert en
    for vi, en in (words.well, words.remedy):
        assert fields(vi) == fields(en)


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
