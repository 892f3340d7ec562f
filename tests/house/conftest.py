"""One small country for all questions of access: made once, taken back afterwards."""

import datetime

import pytest
from django.db import transaction
from django.test import override_settings

from tests.support import world as small_country


@pytest.fixture(scope="module")
def _made(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield small_country.build(on=datetime.date(2026, 3, 2))
        transaction.set_rollback(True)


@pytest.fixture
def world(_made, db):
    """Two provinces, their people, and something in every book."""
    return _made
