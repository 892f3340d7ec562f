"""Checking a plan workbook, and the rules by themselves."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

from khuyencong.cli.bench import machine
from khuyencong.cli.bench.figures import Figure
from khuyencong.cli.bench.home import ROOT, Home, StepFailed
from khuyencong.cli.bench.preparing import SMALL, prepared

PLAN_LINES, WRONG_LINES, RULE_LINES = 10_000, 3_500, 300
EVERY = 0.05
"""Seconds between two looks at the memory."""


def rules(home: Home) -> Iterator[Figure]:
    """Every clause on one case, in process."""
    waits = home.ask("rules", database=prepared(home, SMALL), settings="dev", lines=RULE_LINES)
    yield Figure("rules.median", waits["median"], "ms", most=1, note=f"p95 {waits['p95']} ms")


def check_plan(home: Home) -> Iterator[Figure]:
    """A long plan judged by the command; another, wrong in every line, refused."""
    database = prepared(home, SMALL)
    path = home.folder / "plan.xlsx"
    size = home.ask("workbook", database=database, path=str(path), lines=PLAN_LINES, wrong=False)
    runs = [_measured(home, database, str(path)) for _ in range(3)]
    middle = sorted(runs, key=lambda run: run.seconds)[1]
    note = f"{PLAN_LINES} lines, {size / 1e6:.1f} MB of workbook, {middle.answer / 1e6:.0f} MB of answer"
    yield Figure("check-plan.seconds", middle.seconds, "s", most=15, runs=tuple(run.seconds for run in runs), note=note)
    together, alone = max(run.memory for run in runs), max(run.largest for run in runs)
    note = (
        f"the larger of two: all processes together {together:.0f} MB (PSS, looked at often), one alone {alone:.0f} MB"
    )
    yield Figure("check-plan.memory", round(max(together, alone), 1), "MB", most=400, note=note)

    wrong = home.folder / "wrong.xlsx"
    home.ask("workbook", database=database, path=str(wrong), lines=WRONG_LINES, wrong=True)
    told = [home.ask("refusal", database=database, path=str(wrong)) for _ in range(3)]
    told.sort(key=lambda one: one["answering"])
    note = f"{told[1]['problems']} problems; reading the file {told[1]['reading']} s"
    yield Figure("check-plan.refusal", told[1]["answering"], "s", most=1, note=note)


class Run(NamedTuple):
    """What one run of the command took."""

    seconds: float
    memory: float
    largest: float
    answer: int


def _measured(home: Home, database: str, path: str) -> Run:
    """Memory is the sum, at its highest, of the fair shares (PSS) of the command and the reader it starts."""
    with (home.folder / "answer.json").open("wb") as out:
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "khuyencong", "check-plan", path, "--json"],
            env=home.environment(database), cwd=ROOT, stdout=out, stderr=subprocess.PIPE,
        )  # fmt: skip
        highest = 0.0
        while process.poll() is None:
            highest = max(highest, sum(machine.memory_mb(pid)[1] for pid in machine.family(process.pid)))
            time.sleep(EVERY)
        seconds = time.monotonic() - began
        if process.returncode not in (0, 1):
            raise StepFailed(process.stderr.read().decode()[-2000:] if process.stderr else "")
        size = out.seek(0, 2)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Run(round(seconds, 2), round(highest, 1), largest, size)
