"""Check a plan workbook against the law of its day."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from khuyencong.cli import output
from khuyencong.cli.findings import joined, say_finding

NAME = "check-plan"
HELP = "Kiểm tra tệp kế hoạch (.xlsx, .ods) theo văn bản có hiệu lực ngày quyết định; --save để đăng ký vào sổ."


def configure(parser: argparse.ArgumentParser) -> None:
    """Which file, and how to answer."""
    parser.add_argument("file", metavar="TỆP", type=Path, help="tệp kế hoạch .xlsx hoặc .ods")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--english", action="store_true", help="câu chữ tiếng Anh")
    parser.add_argument("--save", action="store_true", help="đăng ký các dòng đọc được vào sổ")
    parser.add_argument("--out", metavar="TỆP", type=Path, help="ghi tệp đã đối chiếu, kết quả nằm trong ghi chú ô")


def run(arguments: argparse.Namespace) -> int:
    """0 nothing blocks, 1 something blocks or cannot be read, 2 the file cannot be used at all."""
    from django.utils import timezone

    from khuyencong.core.refusals import Refusal
    from khuyencong.core.spreadsheet import Refused
    from khuyencong.planning.answers import answer_of, problems_said
    from khuyencong.planning.checking import check_plan
    from khuyencong.planning.drafts import activity_names
    from khuyencong.planning.from_workbook import plan_facts
    from khuyencong.planning.workbook.uploading import read_upload
    from khuyencong.policy.queries import current_lawbook

    language = "en" if arguments.english else "vi"
    lawbook = current_lawbook()
    if not arguments.file.is_file():
        return _unusable(f"Không có tệp {arguments.file}.", "Kiểm tra đường dẫn.", arguments.json)
    try:
        read = read_upload(arguments.file, activity_names(lawbook))
    except Refused as refused:
        said = refused.said(language)
        return _unusable(said.reason, said.remedy, arguments.json)
    on = timezone.localdate()
    try:
        checked = check_plan(plan_facts(read.facts, read.lines, read.totals), on=on, lawbook=lawbook)
    except Refusal as refusal:
        return _unusable(
            str(refusal.message), str(refusal.remedy), arguments.json, problems_said(read.all_problems, language)
        )
    answer = answer_of(checked, read, language=language)
    if arguments.save:
        answer["registered"] = _saved(checked, on)
    if arguments.out:
        _write_checked(arguments, read, checked, language)
    output.as_json(answer) if arguments.json else _say(answer, unread=len(read.errors))
    return 1 if checked.blocked or read.errors else 0


def _unusable(reason: str, remedy: str, as_json: bool, problems: Sequence[dict[str, Any]] = ()) -> int:
    if as_json:
        output.as_json({"error": reason, "remedy": remedy, "problems": list(problems)})
    else:
        for problem in problems:
            _say_problem(problem)
        output.say(f"Không dùng được tệp này: {reason}")
        output.say(f"Cách khắc phục: {remedy}")
    return 2


def _saved(checked: Any, on: Any) -> str:
    from khuyencong.directory.queries.bodies import promotion_body
    from khuyencong.planning.actions.registering import register_plan

    organisation = promotion_body(checked.placing.province.id)
    return register_plan(checked=checked, actor=None, organisation=organisation, on=on).reference


def _write_checked(arguments: argparse.Namespace, read: Any, checked: Any, language: str) -> None:
    from khuyencong.planning.documents.checked import notes_of, write_with_notes

    with arguments.out.open("wb") as out:
        write_with_notes(arguments.file, notes_of(checked, read.all_problems, language), out)


def _say(answer: dict[str, Any], *, unread: int) -> None:
    for problem in answer["problems"]:
        _say_problem(problem)
    for finding in answer["findings"]:
        say_finding("Kế hoạch", finding)
    for line in answer["lines"]:
        for finding in line["findings"]:
            say_finding(f"Dòng {line['row']} «{line['name'][:50]}»", finding)
    _say_totals(answer)
    blocked = "Có lỗi chặn." if answer["blocked"] else ""
    said = joined(blocked, f"Có {unread} ô không đọc được." if unread else "")
    output.say(said or "Không có lỗi chặn.")
    if "registered" in answer:
        output.say(f"Đã đăng ký: {answer['registered']}")


def _say_totals(answer: dict[str, Any]) -> None:
    whole, fits = answer["totals"]["everything"], answer["should_be"]
    if fits is None:
        output.say(f"Các dòng đọc được: {whole['projects']} đề án, kinh phí khuyến công {_money(whole)} đồng.")
        return
    output.say(f"{whole['projects']} đề án, kinh phí khuyến công {_money(whole)} đồng.")
    output.say(f"Tổng đúng ra theo danh sách: {fits['projects']} đề án, {_money(fits)} đồng.")


def _money(sums: dict[str, Any]) -> str:
    return f"{sums['support']:,}".replace(",", ".")


def _say_problem(problem: dict[str, Any]) -> None:
    mark = "KHÔNG ĐỌC ĐƯỢC" if problem["severity"] == "error" else "ĐỌC LÀ"
    where = joined(problem["sheet"], problem["cell"])
    said = joined(problem["reason"], problem["remedy"])
    output.say(f"[{mark}] {where}: {said}" if where else f"[{mark}] {said}")
