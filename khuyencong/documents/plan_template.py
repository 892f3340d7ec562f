"""
Makes the Word template of the consolidated plan: `python -m khuyencong.documents.plan_template`.

The file in ``templates/`` may then be edited in Word; the words in double braces are filled by ``plan_document``.
"""

from pathlib import Path
from typing import Any

from docx.document import Document as Paper

from khuyencong.documents import layout
from khuyencong.documents.layout import CENTRE, JUSTIFY, LEFT, RIGHT, write

TEMPLATE = Path(__file__).parent / "templates" / "consolidated_plan.docx"
SUMMARY = (10, 62, 31, 31, 31)
ANNEX = (9, 54, 36, 34, 25, 26, 26, 26, 26)
MONEY = [RIGHT] * 4


def built() -> Paper:
    """The template, part after part."""
    paper = layout.blank_paper()
    _heading(paper)
    _title(paper)
    _body(paper)
    _signature(paper)
    layout.landscape_annex(paper)
    _annex(paper)
    return paper


def _heading(paper: Paper) -> None:
    bodies, nation = layout.table(paper, 1, (73, 92), ruled=False).rows[0].cells
    write(bodies, "{{ parent_body }}", size=12, align=CENTRE, first=True)
    write(bodies, "{{ issuing_body }}", size=12, bold=True, align=CENTRE)
    layout.rule(bodies, indent=22)
    write(bodies, "Số: {{ number }}/{{ symbol }}", size=13, align=CENTRE, before=6)
    write(nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align=CENTRE, first=True)
    write(nation, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True, align=CENTRE)
    layout.rule(nation, indent=17)
    write(nation, "{{ place }}, {{ date_line }}", size=13, italic=True, align=CENTRE, before=6)


def _title(paper: Paper) -> None:
    write(paper, "{{ type_name }}", bold=True, align=CENTRE, before=18)
    write(paper, "{{ abstract }}", bold=True, align=CENTRE)
    layout.rule(paper, indent=60)


def _body(paper: Paper) -> None:
    _each(paper, "basis in legal_bases", "{{ basis }}", italic=True)
    _each(paper, "paragraph in opening", "{{ paragraph }}")
    write(paper, "1. Tổng hợp kinh phí khuyến công theo nội dung", bold=True, before=6, indent=12.7)
    write(paper, "Đơn vị tính: đồng", size=12, italic=True, align=RIGHT)
    _summary(paper)
    _paragraph(
        paper,
        "Tổng kinh phí khuyến công đề nghị hỗ trợ: {{ support }} đồng (Bằng chữ: {{ support_in_words }}), trong đó "
        "kinh phí khuyến công quốc gia {{ national }} đồng, kinh phí khuyến công địa phương {{ local }} đồng.",
    )
    write(paper, "2. Danh mục đề án", bold=True, before=6, indent=12.7)
    _paragraph(paper, "Kế hoạch gồm {{ count }} đề án, chi tiết tại Phụ lục kèm theo.")
    _each(paper, "paragraph in closing", "{{ paragraph }}")


def _summary(paper: Paper) -> None:
    made = layout.table(paper, 5, SUMMARY, ruled=True)
    heads = ["TT", "Nội dung", "Khuyến công quốc gia", "Khuyến công địa phương", "Tổng cộng"]
    layout.fill_row(made.rows[0].cells, heads, aligns=[CENTRE] * 5, size=12, bold=True)
    layout.keep_whole(made.rows[0], head=True)
    write(made.rows[1].cells[0], "{%tr for row in summary %}", first=True)
    line = ["{{ loop.index }}", "{{ row.activity }}", "{{ row.national }}", "{{ row.local }}", "{{ row.support }}"]
    layout.fill_row(made.rows[2].cells, line, aligns=[CENTRE, LEFT, RIGHT, RIGHT, RIGHT], size=12)
    layout.keep_whole(made.rows[2])
    write(made.rows[3].cells[0], "{%tr endfor %}", first=True)
    total = ["", "Tổng cộng", "{{ national }}", "{{ local }}", "{{ support }}"]
    layout.fill_row(made.rows[4].cells, total, aligns=[CENTRE, LEFT, RIGHT, RIGHT, RIGHT], size=12, bold=True)
    layout.keep_whole(made.rows[4])


def _signature(paper: Paper) -> None:
    write(paper, "", size=6)
    row = layout.table(paper, 1, (80, 85), ruled=False).rows[0]
    layout.keep_whole(row)
    recipients, signer = row.cells
    write(recipients, "Nơi nhận:", size=12, bold=True, italic=True, first=True)
    _each(recipients, "recipient in recipients", "- {{ recipient }};", size=11, align=LEFT, before=0, indent=0)
    write(recipients, "- Lưu: {{ kept_by }}.", size=11)
    write(signer, "{%p for line in signing %}", first=True)
    write(signer, "{{ line }}", bold=True, align=CENTRE)
    write(signer, "{%p endfor %}")
    for _line in range(5):  # the room for signature, seal and name, left empty for the signer
        write(signer, "")


def _annex(paper: Paper) -> None:
    write(paper, "PHỤ LỤC", bold=True, align=CENTRE)
    write(paper, "DANH MỤC ĐỀ ÁN KHUYẾN CÔNG NĂM {{ year }}", bold=True, align=CENTRE)
    attached = (
        "(Kèm theo {{ type_in_text }} số {{ number }}/{{ symbol }} {{ date_line }} của {{ issuing_body_in_text }})"
    )
    write(paper, attached, size=13, italic=True, align=CENTRE)
    layout.rule(paper, indent=95)
    write(paper, "Đơn vị tính: đồng", size=12, italic=True, align=RIGHT)
    _annex_table(paper)
    total = write(
        paper, "Tổng kinh phí khuyến công đề nghị hỗ trợ bằng chữ: {{ support_in_words }}.", size=13, before=6
    )
    total.runs[0].italic = True


def _annex_table(paper: Paper) -> None:
    made = layout.table(paper, 8, ANNEX, ruled=True)
    heads = ["TT", "Tên đề án", "Đơn vị thụ hưởng", "Đơn vị thực hiện", "Địa điểm", "Tổng kinh phí"]
    heads += ["Khuyến công quốc gia", "Khuyến công địa phương", "Đối ứng, nguồn khác"]
    layout.fill_row(made.rows[0].cells, heads, aligns=[CENTRE] * 9, size=11, bold=True)
    layout.keep_whole(made.rows[0], head=True)
    write(made.rows[1].cells[0], "{%tr for group in groups %}", first=True)
    _sums(made.rows[2], "{{ group.roman }}", "{{ group.activity }}", "group.")
    write(made.rows[3].cells[0], "{%tr for line in group.lines %}", first=True)
    line = ["{{ loop.index }}", "{{ line.name }}", "{{ line.beneficiary }}"]
    line += ["{{ line.implementing_body }}", "{{ line.place }}"]
    cells = made.rows[4].cells
    layout.fill_row(cells[:5], line, aligns=[CENTRE, LEFT, LEFT, LEFT, LEFT], size=11)
    write(cells[1], "({{ line.code }})", size=11)
    layout.fill_row(cells[5:], _money("line."), aligns=MONEY, size=10)
    layout.keep_whole(made.rows[4])
    write(made.rows[5].cells[0], "{%tr endfor %}", first=True)
    write(made.rows[6].cells[0], "{%tr endfor %}", first=True)
    _sums(made.rows[7], "", "Tổng cộng", "")


def _sums(row: Any, mark: str, words: str, of: str) -> None:
    label = row.cells[1].merge(row.cells[4])
    write(row.cells[0], mark, size=11, bold=True, align=CENTRE, before=2, first=True)
    write(label, words, size=11, bold=True, before=2, after=2, first=True)
    layout.fill_row(row.cells[5:], _money(of), aligns=MONEY, size=10, bold=True)
    layout.keep_whole(row)


def _money(of: str) -> list[str]:
    return [f"{{{{ {of}{name} }}}}" for name in ("total_cost", "national", "local", "counterpart")]


def _paragraph(home: Any, text: str, **looks: Any) -> None:
    write(home, text, **({"align": JUSTIFY, "before": 6, "indent": 12.7} | looks))


def _each(home: Any, loop: str, text: str, **looks: Any) -> None:
    write(home, f"{{%p for {loop} %}}")
    _paragraph(home, text, **looks)
    write(home, "{%p endfor %}")


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    built().save(str(TEMPLATE))
