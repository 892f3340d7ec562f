"""The machine that was measured on, and how busy others kept it meanwhile."""

import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")
_BUSY = (0, 1, 2, 5, 6)
"""Fields of /proc/stat that are work: user, nice, system, irq, softirq."""


def facts() -> dict[str, Any]:
    """What a reader must know to compare figures."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _named("/proc/cpuinfo", "model name") or platform.processor(),
        "memory_mb": round(int((_named("/proc/meminfo", "MemTotal") or "0").split()[0]) / 1024),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": [round(load, 2) for load in os.getloadavg()],
    }


def _named(path: str, name: str) -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith(name):
            return line.partition(":")[2].strip()
    return ""


def processor_seconds(*pids: int) -> float:
    """Processor time those processes and all beneath them have used, those that ended included."""
    return sum(_seconds(pid) for root in pids for pid in family(root))


def _seconds(pid: int) -> float:
    return sum(int(field) for field in _stat(pid)[11:15]) / TICKS


def family(pid: int) -> list[int]:
    """A process and all that it has started, as far as they live."""
    started = _started()
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += started.get(one, ())
    return found


def children(pid: int) -> list[int]:
    """The processes a process has started itself."""
    return _started().get(pid, [])


def _started() -> dict[int, list[int]]:
    """All processes, by the one that started them."""
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        if fields := _stat(int(entry.name)):
            found.setdefault(int(fields[1]), []).append(int(entry.name))
    return found


def _stat(pid: int) -> list[str]:
    """The fields of a process behind its name; none when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def memory_mb(pid: int) -> tuple[float, float]:
    """Resident memory of a process in MB: all of it, and its fair share where pages are shared (PSS)."""
    named = {"Rss:": 0.0, "Pss:": 0.0}
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            word, _, rest = line.partition(" ")
            if word in named:
                named[word] = int(rest.split()[0]) / 1024
    except OSError:
        pass
    return named["Rss:"], named["Pss:"]


@dataclass(frozen=True, slots=True)
class Moment:
    """How much the whole machine had worked at a moment, in seconds of one core."""

    at: float
    busy: float

    @classmethod
    def now(cls) -> "Moment":
        """This moment."""
        fields = Path("/proc/stat").read_text(encoding="utf-8").splitlines()[0].split()[1:]
        return cls(time.monotonic(), sum(int(fields[place]) for place in _BUSY) / TICKS)

    def busy_cores_since(self) -> float:
        """How many cores were at work on average since then, for anybody."""
        now = Moment.now()
        return (now.busy - self.busy) / max(now.at - self.at, 0.001)
