"""Pages under load: the list, search in it, one proposal; and what a worker weighs afterwards."""

import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from khuyencong.cli.bench import machine
from khuyencong.cli.bench.figures import Figure, median_of
from khuyencong.cli.bench.home import HOST, Home
from khuyencong.cli.bench.preparing import LARGE, SMALL, prepared
from khuyencong.cli.bench.site import Site, serving

LIST = "/proposals/"
SECONDS = 6.0
RUNS = 3
SEARCHES = Path(__file__).with_name("queries.txt")
PER_SEARCH = 24


def listing(home: Home) -> Iterator[Figure]:
    """The first page of the list, among few and among many."""
    for proposals, least in ((SMALL, 90), (LARGE, 75)):
        database, cookie = _ready(home, proposals)
        yield _queries(home, database, cookie, LIST, f"list.{proposals}.queries", most=12)
        with serving(home, database, cookie) as site:
            site.warm([LIST])
            seen = _repeated(site, [LIST])
        yield Figure(f"list.{proposals}.html", max(one["bytes"] for one in seen) / 1000, "kB", most=60)
        yield from _speed(f"list.{proposals}", seen, least)


def search(home: Home) -> Iterator[Figure]:
    """The written queries, each by itself, in the list among many; the median of them."""
    for proposals in (SMALL, LARGE):
        database, cookie = _ready(home, proposals)
        paths = {words: f"{LIST}?q={quote_plus(words)}" for words in searches()}
        with serving(home, database, cookie) as site:
            site.warm(list(paths.values()))
            seen = {words: site.loaded([path], seconds=1, number=PER_SEARCH) for words, path in paths.items()}
        speeds = [one["per_second"] for one in seen.values()]
        slowest = sorted(seen, key=lambda words: seen[words]["per_second"])[:5]
        note = "; ".join(f"{words}: {seen[words]['per_second']:g}" for words in slowest)
        name = f"search.{proposals}"
        yield Figure(
            f"{name}.median", round(statistics.median(speeds), 1), "requests/s", least=45, note=f"slowest: {note}"
        )
        yield Figure(f"{name}.errors", sum(one["errors"] for one in seen.values()), "answers", most=0)


def searches() -> list[str]:
    """The written list of queries."""
    lines = SEARCHES.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def proposal(home: Home) -> Iterator[Figure]:
    """One proposal whose establishment has 200 earlier ones."""
    database, cookie = _ready(home, LARGE)
    found = home.ask("repeated", database=database)
    path = f"{LIST}{found['reference']}/"
    yield Figure("proposal.earlier", found["earlier"], "proposals", least=200)
    yield _queries(home, database, cookie, path, "proposal.queries", most=15)
    with serving(home, database, cookie) as site:
        site.warm([path])
        yield from _speed("proposal", _repeated(site, [path]), 90)


def worker(home: Home) -> Iterator[Figure]:
    """A worker's memory after lists, searches and single proposals."""
    database, cookie = _ready(home, LARGE)
    reference = home.ask("repeated", database=database)["reference"]
    paths = [LIST, f"{LIST}{reference}/", "/", *(f"{LIST}?q={quote_plus(words)}" for words in searches())]
    with serving(home, database, cookie) as site:
        site.warm(paths)
        site.loaded(paths, seconds=SECONDS)
        sizes = [machine.memory_mb(pid) for pid in site.workers]
    note = "PSS " + ", ".join(f"{share:.0f}" for _all, share in sizes)
    yield Figure("worker.memory", round(max(all_ for all_, _share in sizes), 1), "MB", most=130, note=note)


def _ready(home: Home, proposals: int) -> tuple[str, str]:
    database = prepared(home, proposals)
    return database, home.ask("session", database=database)


def _queries(home: Home, database: str, cookie: str, path: str, name: str, *, most: int) -> Figure:
    number = home.ask("queries", database=database, cookie=cookie, host=HOST, path=path)
    return Figure(name, number, "queries", most=most)


def _repeated(site: Site, paths: Sequence[str]) -> list[dict[str, Any]]:
    return [site.loaded(paths, seconds=SECONDS) for _ in range(RUNS)]


def _speed(name: str, seen: list[dict[str, Any]], least: float) -> Iterator[Figure]:
    middle = sorted(seen, key=lambda one: one["per_second"])[len(seen) // 2]
    note = (
        f"p50 {middle['p50_ms']} ms, p95 {middle['p95_ms']} ms; processor per answer: site {middle['site_cpu_ms']} ms, "
        f"database {middle['database_cpu_ms']} ms; others used {middle['others_cores']} cores"
    )
    yield median_of(f"{name}.speed", [one["per_second"] for one in seen], "requests/s", least=least, note=note)
    yield Figure(f"{name}.errors", sum(one["errors"] for one in seen), "answers", most=0)
