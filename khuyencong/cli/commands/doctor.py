"""Say what is wrong with this installation and how to mend it."""

import argparse
from dataclasses import asdict
from pathlib import Path

from khuyencong.cli import output

NAME = "doctor"
HELP = "Khám máy: chỉ ra cái gì hỏng và cách sửa, bằng lời dễ hiểu."
DATABASE = None


def configure(parser: argparse.ArgumentParser) -> None:
    """How to answer."""
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything; 1 when something is wrong."""
    import khuyencong
    from khuyencong.core.doctor import examine

    root = Path(khuyencong.__file__).resolve().parent.parent
    assets = [root / "node_modules", root / "var" / "assets" / "vendor"]
    symptoms = examine(root / "var", assets=assets, messages=root / "khuyencong")
    if arguments.json:
        output.as_json([asdict(symptom) for symptom in symptoms])
    for symptom in [] if arguments.json else symptoms:
        output.say(f"{'✓' if symptom.healthy else '✗'} {symptom.vi}")
        if not symptom.healthy and symptom.remedy_vi:
            output.say(f"  → {symptom.remedy_vi}")
    return 0 if all(symptom.healthy for symptom in symptoms) else 1
