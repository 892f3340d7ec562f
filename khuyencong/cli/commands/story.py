"""Walk one plan from the empty form to the register, and print each step. Nothing of it stays."""

import argparse
import datetime
import tempfile
from pathlib import Path
from typing import Any

from khuyencong.cli import output
from khuyencong.cli.findings import say_finding

NAME = "story"
HELP = "Đi hết một câu chuyện: từ tệp mẫu, điền, đối chiếu, đăng ký đến sổ; in từng bước rồi hoàn tác."
DECIDED = datetime.date(2018, 12, 20)
FACTS = {
    "Cấp": "Quốc gia",
    "Đơn vị lập": "Trung tâm Khuyến công Hải Phòng",
    "Tỉnh": "Hải Phòng",
    "Năm": 2019,
    "Số quyết định": "4768/QĐ-BCT",
    "Ngày quyết định": "20/12/2018",
    "Đơn vị tính": "triệu đồng",
    "Tổng số đề án": 2,
    "Tổng kinh phí khuyến công": 620,
}
LINES = (
    {
        "STT": 1,
        "Tên đề án": "Ứng dụng máy cắt CNC trong sản xuất cửa nhôm",
        "Nội dung hoạt động": "Ứng dụng máy móc thiết bị tiên tiến",
        "Loại đề án": "Thường",
        "Đơn vị thụ hưởng": "Công ty TNHH Cơ khí Minh Họa",
        "Loại hình cơ sở": "Doanh nghiệp nhỏ và vừa",
        "Địa điểm": "xã Nam Sơn, huyện An Dương",
        "Ngành nghề": "Cơ khí",
        "Tổng kinh phí": 620,
        "Kinh phí khuyến công quốc gia": 320,
        "Vốn đối ứng": 300,
    },
    {
        "STT": 2,
        "Tên đề án": "Ứng dụng máy sấy trong chế biến nông sản",
        "Nội dung hoạt động": "Ứng dụng máy móc thiết bị tiên tiến",
        "Loại đề án": "Thường",
        "Đơn vị thụ hưởng": "HTX Nông sản Minh Họa",
        "Loại hình cơ sở": "Hợp tác xã",
        "Địa điểm": "xã Kiến Quốc, huyện Kiến Thụy",
        "Ngành nghề": "Chế biến nông sản",
        "Tổng kinh phí": 700,
        "Kinh phí khuyến công quốc gia": 300,
        "Vốn đối ứng": 400,
    },
)


class _Undone(Exception):
    """Ends the story's transaction, so that nothing of it stays."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    """Tell the story; 0 when every step went as it should."""
    from django.db import transaction

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ke-hoach.xlsx"
        _fill(path)
        output.say(f"1. Điền tệp mẫu: {len(LINES)} đề án, kế hoạch {FACTS['Số quyết định']}.")
        try:
            with transaction.atomic():
                _walk(path)
                raise _Undone
        except _Undone:
            output.say("6. Đã hoàn tác: câu chuyện không để lại gì trong sổ.")
    return 0


def _fill(path: Path) -> None:
    """The office's own way: the headings of the form, typed into an empty workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        facts, lines = book.add_worksheet("Kế hoạch"), book.add_worksheet("Danh mục")
        for row, (label, value) in enumerate(FACTS.items()):
            facts.write_row(row, 0, [label, value])
        lines.write_row(0, 0, list(LINES[0]))
        for row, line in enumerate(LINES, start=1):
            lines.write_row(row, 0, list(line.values()))


def _walk(path: Path) -> None:
    from khuyencong.audit.queries import acts_on
    from khuyencong.directory.queries.bodies import promotion_body
    from khuyencong.planning.actions.registering import register_plan
    from khuyencong.planning.checking import check_plan
    from khuyencong.planning.drafts import activity_names
    from khuyencong.planning.from_workbook import plan_facts
    from khuyencong.planning.workbook.uploading import read_upload
    from khuyencong.policy.queries import current_lawbook

    lawbook = current_lawbook()
    read = read_upload(path, activity_names(lawbook))
    output.say(f"2. Đọc tệp trong một tiến trình riêng: {len(read.lines)} dòng, {len(read.errors)} ô không đọc được.")
    checked = check_plan(plan_facts(read.facts, read.lines), on=DECIDED, lawbook=lawbook)
    output.say("3. Đối chiếu theo văn bản có hiệu lực ngày 20/12/2018:")
    for line in checked.lines:
        _say_findings(line)
    body = promotion_body(checked.placing.province.id)
    plan = register_plan(checked=checked, actor=None, organisation=body, on=DECIDED)
    output.say(f"4. Đăng ký kế hoạch {plan.reference}: {plan.projects} đề án, {plan.support // 1_000_000} triệu đồng.")
    for proposal in plan.proposals.order_by("position"):
        output.say(f"   {proposal.reference} {proposal.name} — {proposal.get_verdict_display()}")
    for act in acts_on(plan):
        output.say(f"5. Nhật ký: {act.what}, dòng {act.number} của chuỗi {act.chain}.")


def _say_findings(line: Any) -> None:
    from khuyencong.policy.catalogue import sentence

    output.say(f"   {line.line.name}: {len(line.judgement.held)} điều kiện đạt")
    for finding in line.findings:
        said = sentence(finding, "vi")
        words = {"title": said.title, "body": said.body, "remedy": "", "source": finding.source}
        say_finding("", {"weight": finding.weight, **words}, indent="     ")
