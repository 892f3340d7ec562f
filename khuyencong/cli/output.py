"""What commands print: plain words for people, JSON for programs."""

import json
import sys
from typing import Any


def as_json(answer: Any) -> None:
    """Print an answer as JSON, Vietnamese letters as they are."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def say(words: str) -> None:
    """Print a line for people."""
    print(words)


def is_refusal(error: Exception) -> bool:
    """Whether the error is an anticipated no, which a person can read."""
    return any(kind.__name__ == "Refusal" for kind in type(error).__mro__)


def refused(error: Any, *, as_json: bool) -> None:
    """Print an anticipated no: what is wrong and what to do."""
    if as_json:
        json.dump({"error": str(error.message), "remedy": str(error.remedy)}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    print(f"Không làm được: {error.message}", file=sys.stderr)
    if error.remedy:
        print(f"Cách khắc phục: {error.remedy}", file=sys.stderr)
