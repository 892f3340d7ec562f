"""Readings for a process of its own: sound ones, and ones that never end or eat everything."""

import os
import sys

from khuyencong.core.spreadsheet import open_sheets


def first_cells(path):
    return [next(iter(sheet.rows()), []) for sheet in open_sheets(path)] or ["nothing"]


def names(path, *, ending=""):
    return [sheet.name + ending for sheet in open_sheets(path)]


def endless(path):
    while True:
        pass


def greedy(path):
    return len(bytearray(2_000_000_000))


def broken(path):
    raise KeyError("a fault of ours")


def writing(path):
    with open(path + ".more", "w") as file:
        file.write("x" * 100)


def environment(path):
    return sorted(os.environ)


def loaded(path):
    return sorted(name for name in sys.modules if name.partition(".")[0] in ("django", "psycopg"))


def chatty(path):
    sys.stdout.write("words before the answer")
    return 7
