"""The process that reads one spreadsheet: takes its order from stdin, sets its own limits, answers on stdout."""

import importlib
import json
import resource
import sys
import traceback
from pathlib import Path
from typing import Any


def main() -> None:
    """Limits first, then the guard, then the reading; the answer is one JSON object."""
    order = json.load(sys.stdin)
    answer = sys.stdout
    # whatever a library prints must not stand before the answer
    sys.stdout = sys.stderr
    set_limits(seconds=order["seconds"], memory_mb=order["memory_mb"])
    json.dump(answered(order), answer)


def set_limits(*, seconds: int, memory_mb: int) -> None:
    """Own processor time, address space, no written file, no core."""
    memory = memory_mb << 20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answered(order: dict[str, Any]) -> dict[str, Any]:
    """``result``, ``refused``, or ``memory`` when it ran out."""
    from khuyencong.core.spreadsheet.guard import inspect
    from khuyencong.core.spreadsheet.refused import Refused

    try:
        inspect(Path(order["path"]), size_limit=order["size_limit"])
        module, _, name = order["function"].partition(":")
        function = getattr(importlib.import_module(module), name)
        return {"result": function(order["path"], **order["arguments"])}
    except Refused as refusal:
        return {"refused": refusal.to_json()}
    except MemoryError:
        return {"memory": True}
    except Exception:
        traceback.print_exc()
        return {}


if __name__ == "__main__":
    main()
