"""Parts of a Word paper as Appendix I of Decree 30/2020/NĐ-CP lays them out. Lengths in millimetres, type in points."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FACE = "Times New Roman"
BODY = 14
CENTRE, LEFT, RIGHT, JUSTIFY = ALIGN.CENTER, ALIGN.LEFT, ALIGN.RIGHT, ALIGN.JUSTIFY


def blank_paper() -> Paper:
    """A4 upright, margins 20 20 30 15, Times New Roman 14, the page number centred above from page 2."""
    paper = Document()
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(BODY)
    fonts = normal.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FACE)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    _number_pages(section)
    return paper


def landscape_annex(paper: Paper) -> None:
    """A new section on its side, with page numbers of its own beginning at 1."""
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    restart = OxmlElement("w:pgNumType")
    restart.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(restart)


def write(
    home: Any,
    text: str,
    *,
    size: float = BODY,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = LEFT,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    first: bool = False,
) -> Paragraph:
    """A paragraph at the end of ``home``; ``first`` uses the empty one a table cell begins with."""
    paragraph = home.paragraphs[0] if first else home.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(indent)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)
    return paragraph


def rule(home: Any, *, indent: float) -> None:
    """A thin line under what stands above, drawn in from both sides."""
    paragraph = write(home, "", size=2, align=CENTRE)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    paragraph.paragraph_format.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def table(home: Any, rows: int, widths: Sequence[float], *, ruled: bool) -> Table:
    """A centred table of fixed widths."""
    made = home.add_table(rows=rows, cols=len(widths))
    made.style = "Table Grid" if ruled else "Normal Table"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    _cell_margins(made, 60 if ruled else 0)
    return made


def keep_whole(row: Any, *, head: bool = False) -> None:
    """The row is not broken over two pages; a head is repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def fill_row(cells: Sequence[_Cell], texts: Sequence[str], *, aligns: Sequence[ALIGN], **looks: Any) -> None:
    """One text in each cell."""
    for cell, text, align in zip(cells, texts, aligns, strict=True):
        write(cell, text, align=align, first=True, **({"before": 2, "after": 2} | looks))


def _number_pages(section: Any) -> None:
    section.different_first_page_header_footer = True
    section.header_distance = Mm(10)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        piece.text = text or None
        run._r.append(piece)


def _cell_margins(made: Table, twentieths: int) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twentieths))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook")
