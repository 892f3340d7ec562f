"""Kinds of job for the tests: each leaves rows, so that an effect that happens twice can be counted."""

import time
from pathlib import Path

from django.db import OperationalError, transaction

from khuyencong.audit.actions import record_act
from khuyencong.audit.models import Act
from khuyencong.core.refusals import UnusableInput
from khuyencong.work.jobs.progress import progress
from khuyencong.work.jobs.registry import job


def leave_a_mark(name):
    record_act(actor=None, what="test.mark", chain="marks", record_name=name)


def marks(name):
    return Act.objects.filter(what="test.mark", record_name=name).count()


@job("test.mark")
def mark(job, *, name):
    leave_a_mark(name)
    return {"url": f"/marks/{name}/"}


@job("test.slow", max_attempts=2)
def slow(job, *, name, steps, seconds=0.1):
    """Leaves its mark first, so that a kill in the middle would leave it behind if it were not undone."""
    leave_a_mark(name)
    for step in range(steps):
        progress(job, step, steps, "Reading row %(row)s of %(rows)s", row=step, rows=steps)
        time.sleep(seconds)


@job("test.silent")
def silent(job, *, seconds):
    """Says nothing for a while, as a solver or a word processor does."""
    time.sleep(seconds)


@job("test.parts", atomic=False)
def parts(job, *, names):
    """Commits each part, and skips what an earlier attempt has done."""
    for number, name in enumerate(names):
        progress(job, number, len(names))
        with transaction.atomic():
            if not marks(name):
                leave_a_mark(name)


@job("test.refused")
def refused(job):
    leave_a_mark("refused")
    raise UnusableInput("The file holds no table.", remedy="Save it as .xlsx and send it again.")


@job("test.bug")
def bug(job):
    leave_a_mark("bug")
    raise RuntimeError("0912345678 is not what people should read")


@job("test.passing")
def passing(job, *, file):
    """Meets a database error at the first attempt only."""
    tried = Path(file)
    if not tried.exists():
        tried.touch()
        raise OperationalError("the server is starting up")
    leave_a_mark("passing")
