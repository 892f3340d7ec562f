"""Measure how quick and how large the system is."""

import argparse
from collections.abc import Callable, Iterator
from typing import Any

from khuyencong.cli import output

NAME = "bench"
HELP = "Đo tốc độ và bộ nhớ với cấu hình như production, so với mục tiêu; in JSON."
DATABASE = None
NAMES = ("list", "search", "proposal", "rules", "check-plan", "worker", "migrate", "setup")


def configure(parser: argparse.ArgumentParser) -> None:
    """Which measurement."""
    parser.add_argument("name", nargs="?", default="all", choices=[*NAMES, "all"], help="phép đo (mặc định: all)")
    parser.add_argument("--json", action="store_true", help="luôn luôn như vậy: kết quả dạng JSON")


def run(arguments: argparse.Namespace) -> int:
    """0 every target met, 1 one missed."""
    import datetime

    from khuyencong.cli.bench import machine
    from khuyencong.cli.bench.home import Home

    answer: dict[str, Any] = {
        "command": f"khuyencong bench {arguments.name}",
        "measured_at": datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds"),
        "machine": machine.facts(),
    }
    home = Home()
    try:
        wanted = NAMES if arguments.name == "all" else (arguments.name,)
        figures = [figure for name in wanted for figure in _measurements()[name](home)]
    finally:
        home.stop()
    answer["all_met"] = all(figure.met for figure in figures)
    answer["figures"] = [figure.as_dict() for figure in figures]
    output.as_json(answer)
    return 0 if answer["all_met"] else 1


def _measurements() -> dict[str, Callable[[Any], Iterator[Any]]]:
    from khuyencong.cli.bench import pages, plans, upkeep

    return {
        "list": pages.listing,
        "search": pages.search,
        "proposal": pages.proposal,
        "rules": plans.rules,
        "check-plan": plans.check_plan,
        "worker": pages.worker,
        "migrate": upkeep.migrate,
        "setup": upkeep.setup,
    }
