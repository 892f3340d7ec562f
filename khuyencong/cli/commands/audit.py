"""Whether the trail of acts is whole."""

import argparse

from khuyencong.cli import output

NAME = "audit"
HELP = "Kiểm tra nhật ký: audit verify tìm dòng bị sửa, xóa, chèn, đổi chỗ hoặc cắt."
REASONS = {
    "edited": "đã bị sửa",
    "missing": "bị mất",
    "unlinked": "không nối với dòng trước",
    "cut": "bị cắt đuôi",
    "headless": "mất đầu chuỗi",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do with the trail."""
    parser.add_argument("act", choices=["verify"], help="verify: kiểm tra toàn bộ chuỗi")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(arguments: argparse.Namespace) -> int:
    """1 where the trail was touched."""
    from dataclasses import asdict

    from khuyencong.audit.models import Act
    from khuyencong.audit.queries import breaks

    found = list(breaks())
    if arguments.json:
        output.as_json({"acts": Act.objects.count(), "breaks": [asdict(place) for place in found]})
    else:
        for place in found:
            output.say(f"Chuỗi {place.chain}, dòng {place.number}: {REASONS[place.reason]}.")
        output.say("Nhật ký có chỗ bị động vào." if found else f"Nhật ký nguyên vẹn: {Act.objects.count()} việc.")
    return 1 if found else 0
