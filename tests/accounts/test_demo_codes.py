"""Invented people are enrolled, and a command prints their code; where people are real it refuses."""

import argparse
import json

import pytest
from django.utils import timezone

from khuyencong.accounts import actions
from khuyencong.accounts.queries import unused_code
from khuyencong.cli.commands import demo_code
from khuyencong.core.refusals import NotAllowed, UnusableInput
from tests.support.people import person

pytestmark = pytest.mark.django_db


def run(user, as_json=False):
    return demo_code.run(argparse.Namespace(user=user, json=as_json))


def test_the_printed_code_opens_the_account(capsys):
    user = person("lan@so.example")

    assert run("lan") == 0

    assert actions.accept_code(user=user, code=capsys.readouterr().out.split()[0], now=timezone.now())


def test_a_used_code_is_not_printed_again(capsys):
    user = person("lan@so.example")
    run("lan@so.example")
    first = capsys.readouterr().out.split()[0]
    actions.accept_code(user=user, code=first, now=timezone.now())

    run("lan@so.example", as_json=True)

    assert json.loads(capsys.readouterr().out)["code"] != first


def test_enrolling_twice_keeps_the_secret():
    user = person(enrolled=False)

    assert actions.enrol_for_demo(user) == actions.enrol_for_demo(user)


def test_real_people_have_no_printed_codes(settings):
    user = person(enrolled=False)
    settings.DEMO = False

    with pytest.raises(NotAllowed):
        run(user.email)
    with pytest.raises(NotAllowed):
        actions.enrol_for_demo(user)


@pytest.mark.parametrize("name", ["nobody", "khong-enrolled@so.example"])
def test_who_has_no_code_is_told(name):
    person("khong-enrolled@so.example", enrolled=False)

    with pytest.raises(UnusableInput):
        run(name)


def test_no_one_without_an_authenticator_has_a_code():
    assert unused_code(person(enrolled=False), now=timezone.now()) is None
