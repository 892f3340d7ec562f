"""
Questions answered in a process of their own, on the settings and the database its environment names.

``python -m khuyencong.cli.bench.inside QUESTION '{…}'`` prints the answer as one line of JSON.
"""

import dataclasses
import datetime
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

SINCE = datetime.date(2026, 1, 15)
PERSON = "cuc@demo.khuyencong"
"""Of a national body: sees every proposal, so that no list is shortened for them."""
REPEATED_CODE = "9900000016"
YEARS = 8


def load(*, proposals: int) -> int:
    """Register invented proposals until there are that many, staff, and one establishment with 200 earlier ones."""
    from khuyencong.demo import accounts
    from khuyencong.demo.actions import demo_bodies, load_many
    from khuyencong.planning.models import Beneficiary, Proposal

    for person in accounts.people(*demo_bodies()):
        accounts.make(person, SINCE)
    missing = proposals - Proposal.objects.count()
    if missing > 0:
        load_many(number=missing, on=SINCE, say=lambda words: print(words, file=sys.stderr))
    if not Beneficiary.objects.filter(tax_code=REPEATED_CODE).exists():
        _load_repeated(201)
    return Proposal.objects.count()


def _load_repeated(number: int) -> None:
    """Plans of several years whose lines are all for one establishment."""
    from khuyencong.demo.actions import demo_provinces
    from khuyencong.demo.programme import plan_of
    from khuyencong.directory.queries.bodies import promotion_body
    from khuyencong.planning.actions.registering import register_plan
    from khuyencong.planning.checking import check_plan
    from khuyencong.planning.facts import PartyFacts
    from khuyencong.policy.case import BeneficiaryKind, Level
    from khuyencong.policy.queries import current_lawbook

    [province] = demo_provinces(SINCE, ["Hải Phòng"])
    party = PartyFacts(
        name="Công ty TNHH Cơ khí Nhiều Lần Thử", kind=BeneficiaryKind.SME, tax_code=REPEATED_CODE,
        place_text=province.addresses[0], trade_text="Cơ khí, điện, điện tử, công nghệ thông tin",
    )  # fmt: skip
    for year in range(2026 - YEARS + 1, 2027):
        lines = min(-(-201 // YEARS), number)
        number -= lines
        plan = plan_of(province, year=year, level=Level.LOCAL, lines=lines, seed="repeated")
        plan = plan.with_lines(tuple(dataclasses.replace(line, parties=(party,)) for line in plan.lines))
        checked = check_plan(plan, on=SINCE, lawbook=current_lawbook())
        register_plan(checked=checked, actor=None, organisation=promotion_body(checked.placing.province.id), on=SINCE)


def repeated() -> dict[str, Any]:
    """The newest proposal of the establishment with many, and how many earlier ones it has."""
    from khuyencong.planning.models import Beneficiary

    rows = Beneficiary.objects.filter(tax_code=REPEATED_CODE)
    reference = rows.order_by("-proposal_id").values_list("proposal__reference", flat=True)[0]
    return {"reference": reference, "earlier": rows.count() - 1}


def session() -> str:
    """The cookie of a person who has signed in; their second factor is enrolled."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from khuyencong.accounts.models import User

    user = User.objects.get(email=PERSON)
    kept = import_module(settings.SESSION_ENGINE).SessionStore()
    kept[SESSION_KEY] = str(user.pk)
    kept[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    kept[HASH_SESSION_KEY] = user.get_session_auth_hash()
    kept.save()
    return f"{settings.SESSION_COOKIE_NAME}={kept.session_key}"


def queries(*, cookie: str, host: str, path: str) -> int:
    """The number of queries of a page, once the process has its map and law book in memory."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": host, "cookie": cookie})
    client.get(path, secure=True)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path, secure=True)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(seen)


def rules(*, lines: int) -> dict[str, float]:
    """Milliseconds for every clause on one case, over the cases of an invented plan."""
    from khuyencong.demo.actions import demo_provinces
    from khuyencong.demo.programme import plan_of
    from khuyencong.planning.checking import check_plan
    from khuyencong.policy.case import Level
    from khuyencong.policy.judging import judge
    from khuyencong.policy.queries import current_lawbook

    lawbook = current_lawbook()
    [province] = demo_provinces(SINCE, ["Hải Phòng"])
    plan = plan_of(province, year=2026, level=Level.LOCAL, lines=lines, seed="rules")
    cases = [line.case for line in check_plan(plan, on=SINCE, lawbook=lawbook).lines]
    waits = []
    for _ in range(5):
        for case in cases:
            began = time.perf_counter()
            judge(case, lawbook)
            waits.append(1000 * (time.perf_counter() - began))
    waits.sort()
    return {"median": round(statistics.median(waits), 3), "p95": round(waits[int(0.95 * len(waits))], 3)}


def workbook(*, path: str, lines: int, wrong: bool) -> int:
    """Write a plan workbook of invented lines; ``wrong`` spoils a cell of each. Bytes written."""
    from khuyencong.cli.bench.workbook import write
    from khuyencong.demo.actions import demo_provinces
    from khuyencong.planning.drafts import activity_names
    from khuyencong.policy.queries import current_lawbook

    [province] = demo_provinces(SINCE, ["Hải Phòng"])
    write(Path(path), province, activity_names(current_lawbook()), lines=lines, wrong=wrong)
    return Path(path).stat().st_size


def refusal(*, path: str) -> dict[str, float]:
    """Seconds of reading a workbook, and seconds from there to the answer."""
    from khuyencong.planning.answers import answer_of
    from khuyencong.planning.checking import check_plan
    from khuyencong.planning.drafts import activity_names
    from khuyencong.planning.from_workbook import plan_facts
    from khuyencong.planning.workbook.uploading import read_upload
    from khuyencong.policy.queries import current_lawbook

    lawbook = current_lawbook()
    began = time.perf_counter()
    read = read_upload(Path(path), activity_names(lawbook))
    done = time.perf_counter()
    checked = check_plan(plan_facts(read.facts, read.lines), on=SINCE, lawbook=lawbook)
    answer = answer_of(checked, read)
    json.dumps(answer, default=str)
    ended = time.perf_counter()
    return {
        "reading": round(done - began, 3),
        "answering": round(ended - done, 3),
        "problems": len(answer["problems"]),
    }


QUESTIONS = {
    "load": load,
    "repeated": repeated,
    "session": session,
    "queries": queries,
    "rules": rules,
    "workbook": workbook,
    "refusal": refusal,
}


def main() -> None:
    """Answer the question on the command line."""
    import django

    django.setup()
    answer: Any = QUESTIONS[sys.argv[1]](**json.loads(sys.argv[2]))  # type: ignore[operator]
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
