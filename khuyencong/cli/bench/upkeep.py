"""Building the tables of an empty database, and starting again where everything is there."""

import time
from collections.abc import Iterator

from khuyencong.cli.bench.figures import Figure, median_of
from khuyencong.cli.bench.home import Home
from khuyencong.cli.bench.preparing import SMALL, prepared

SCRATCH = "bench_scratch"


def migrate(home: Home) -> Iterator[Figure]:
    """Every migration on an empty database."""
    runs = []
    for _ in range(3):
        home.drop(SCRATCH)
        home.create(SCRATCH)
        began = time.monotonic()
        home.run("manage", "migrate", "--verbosity", "0", database=SCRATCH, role="owner")
        runs.append(time.monotonic() - began)
    home.drop(SCRATCH)
    yield median_of("migrate.seconds", runs, "s", most=10)


def setup(home: Home) -> Iterator[Figure]:
    """`khuyencong setup` where nothing is left to do, demo included, as a second `make run` does."""
    database = prepared(home, SMALL)
    runs = []
    for _ in range(4):
        began = time.monotonic()
        home.run("khuyencong", "setup", database=database, settings="dev")
        runs.append(time.monotonic() - began)
    yield median_of("setup.seconds", runs[1:], "s", most=5)
