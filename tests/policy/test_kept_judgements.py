"""A judgement is kept as it was made."""

import datetime

import pytest
from django.db import connection, transaction

from khuyencong.engines.rulebook import Certainty, LegalSource, warns
from khuyencong.policy.actions import keep_judgement
from khuyencong.policy.judging import Judgement as Judged
from khuyencong.policy.keeping import finding_from_json
from khuyencong.policy.models import Judgement
from khuyencong.policy.queries import judgements_of, latest_judgement

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 5, 28)


def kept(number=1, version="1+a"):
    source = LegalSource("Thông tư 28/2018/TT-BTC", "Điều 8", Certainty.RECALLED, in_force_from=DAY)
    finding = warns("support_within_national_norm", source=source, requested=320_000_000)
    judged = Judged(
        rules_version=version, judged_on=DAY, findings=(finding,), held=("sources_sum_to_total",), skipped=()
    )
    return finding, keep_judgement(
        subject_kind="planning.proposal", subject_id=number, case={"name": "Máy cắt"}, judged=judged, by=None
    )


def test_what_was_found_comes_back_as_it_was(db):
    finding, row = kept()

    row.refresh_from_db()

    assert finding_from_json(row.findings[0]) == finding
    assert (row.held, row.judged_on, row.rules_version) == (["sources_sum_to_total"], DAY, "1+a")


def test_the_newest_judgement_of_a_thing_is_first(db):
    kept(1, "1+a"), kept(2, "1+a")
    _, newest = kept(1, "2+b")

    assert latest_judgement("planning.proposal", 1) == newest
    assert len(judgements_of("planning.proposal", 1)) == 2


@pytest.mark.parametrize("change", ["UPDATE policy_judgement SET findings = '[]'", "DELETE FROM policy_judgement"])
def test_the_database_refuses_to_change_a_judgement(db, change):
    kept()

    with pytest.raises(Exception, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Judgement.objects.get().findings
