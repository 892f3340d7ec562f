"""What commands print: plain words for people, JSON for programs."""

import json
import sys
from typing import Any, NamedTuple

DOCTOR = "Chạy `khuyencong doctor` để biết hỏng ở đâu và cách sửa."


def as_json(answer: Any) -> None:
    """
    Print an answer as JSON, Vietnamese letters as they are: each part, and each item of a list, on a line of its own.

    Not the library's own indenting, which takes more than twice as long: a long plan's answer has tens of megabytes.
    """
    if not isinstance(answer, dict):
        print(_compact(answer))
        return
    print("{")
    for number, (name, part) in enumerate(answer.items(), start=1):
        end = "," if number < len(answer) else ""
        sys.stdout.write(f"  {_compact(name)}: ")
        _print_part(part)
        print(end)
    print("}")


def _print_part(part: Any) -> None:
    """An item at a time: the text of a long list as a whole would take more memory than the list."""
    if not isinstance(part, list) or not part:
        sys.stdout.write(_compact(part))
        return
    for number, item in enumerate(part):
        sys.stdout.write(f"{',' if number else '['}\n    {_compact(item)}")
    sys.stdout.write("\n  ]")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def say(words: str) -> None:
    """Print a line for people."""
    print(words)


class No(NamedTuple):
    """An anticipated no, in words for people: what is wrong and what to do."""

    message: str
    remedy: str


def readable(error: Exception) -> No | None:
    """
    The error as a person can read it; None where it is a bug.

    Told by the name of its class: what the settings need may fail before Django can be imported at all.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    if "Refusal" in names:
        return No(str(getattr(error, "message", error)), str(getattr(error, "remedy", "")))
    if "PostgresUnavailable" in names:
        return No(str(getattr(error, "vi", error)), DOCTOR)
    if "OperationalError" in names:
        return No("Không nối được với cơ sở dữ liệu, hoặc cơ sở dữ liệu vừa ngừng giữa chừng.", DOCTOR)
    if isinstance(error, OSError) and error.filename:
        return No(f"Không đọc hoặc ghi được {error.filename}.", "Kiểm tra đường dẫn và quyền ghi, rồi thử lại.")
    return None


def refused(no: No, *, as_json: bool) -> None:
    """Print an anticipated no: what is wrong and what to do."""
    if as_json:
        json.dump({"error": no.message, "remedy": no.remedy}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    print(f"Không làm được: {no.message}", file=sys.stderr)
    if no.remedy:
        print(f"Cách khắc phục: {no.remedy}", file=sys.stderr)
