"""
The newest hash of each audit chain, written down outside the database every day.

Whoever may change the whole database could write a new, whole trail; then it no longer agrees with these lines.
One file a year, one line a chain and day: date, chain, number, hash, with tabs between.
"""

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from khuyencong.audit.models import Act, ChainHead
from khuyencong.audit.queries import Break


def write(folder: Path, *, on: datetime.date) -> int:
    """Append the head of each chain and make sure the lines are on the disk; returns how many there are."""
    heads = list(ChainHead.objects.order_by("chain"))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{on.year}.tsv").open("a", encoding="utf-8") as file:
        file.writelines(f"{on.isoformat()}\t{head.chain}\t{head.number}\t{head.hash}\n" for head in heads)
        file.flush()
        os.fsync(file.fileno())
    return len(heads)


def differences(folder: Path) -> Iterator[Break]:
    """Every anchored act which is gone or no longer has the hash it had."""
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            _, chain, number, written = line.split("\t")
            if number == "0":
                continue
            found = Act.objects.filter(chain=chain, number=number).values_list("hash", flat=True).first()
            if found != written:
                yield Break(chain, int(number), "not as anchored")


def newest_at(folder: Path) -> datetime.datetime | None:
    """When the last line was written; None when there is none."""
    moments = [file.stat().st_mtime for file in folder.glob("*.tsv")] if folder.is_dir() else []
    return datetime.datetime.fromtimestamp(max(moments), tz=datetime.UTC) if moments else None
