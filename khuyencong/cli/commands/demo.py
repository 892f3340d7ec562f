"""Invented data for trying out and for measuring."""

import argparse

from khuyencong.cli import output

NAME = "demo"
HELP = "Nạp dữ liệu minh họa; với --proposals N thì thêm N đề án giả định để đo tốc độ."


def configure(parser: argparse.ArgumentParser) -> None:
    """How much."""
    parser.add_argument("--proposals", type=_number, metavar="N", help="thêm N đề án giả định")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"cần một số nguyên dương, không phải {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Load the demo, or many more lines of it."""
    from django.utils import timezone

    from khuyencong.demo.actions import load_demo, load_many

    quiet = (lambda words: None) if arguments.json else output.say
    on = timezone.localdate()
    if arguments.proposals:
        answer = {"proposals": load_many(number=arguments.proposals, on=on, say=quiet)}
    else:
        answer = {"plans": load_demo(on=on, say=quiet)}
    if arguments.json:
        output.as_json(answer)
    return 0
