"""Load the lists the law and the map stand on."""

import argparse

from khuyencong.cli import output

NAME = "load-reference"
HELP = "Nạp danh mục đơn vị hành chính, cơ quan, văn bản, mức chi; chạy lại bao nhiêu lần cũng được."
NAMES = {"directory": "Danh bạ", "policy": "Văn bản và mức chi"}


def configure(parser: argparse.ArgumentParser) -> None:
    """How to answer."""
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(arguments: argparse.Namespace) -> int:
    """Places and bodies first, then the law that stands on them."""
    from dataclasses import asdict

    from django.utils import timezone

    from khuyencong.directory.reference import load_reference
    from khuyencong.policy.actions import load_policy

    on = timezone.localdate()
    loaded = {"directory": load_reference(on=on).counts, "policy": asdict(load_policy())}
    if arguments.json:
        output.as_json(loaded)
    else:
        for area, counts in loaded.items():
            said = ", ".join(f"{name} {count}" for name, count in counts.items())
            output.say(f"{NAMES[area]}: {said}")
    return 0
