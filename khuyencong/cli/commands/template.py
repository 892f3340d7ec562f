"""Write an official form to fill in."""

import argparse
from pathlib import Path

from khuyencong.cli import output

NAME = "template"
HELP = "Ghi tệp mẫu để điền: template plan -o TỆP.xlsx"


def configure(parser: argparse.ArgumentParser) -> None:
    """Which form, and where to."""
    parser.add_argument("form", choices=["plan"], help="plan: kế hoạch khuyến công năm")
    parser.add_argument("-o", "--out", metavar="TỆP", type=Path, required=True, help="tệp .xlsx sẽ ghi")


def run(arguments: argparse.Namespace) -> int:
    """Write the plan workbook with today's activities."""
    from khuyencong.planning.drafts import activity_names
    from khuyencong.planning.workbook.template import write_template
    from khuyencong.policy.queries import current_lawbook

    with arguments.out.open("wb") as file:
        write_template(file, activity_names(current_lawbook()))
    output.say(f"Đã ghi {arguments.out}.")
    return 0
