"""The uploaded plan given back: every finding as a remark on the cell it is about."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from khuyencong.engines.rulebook import Finding
from khuyencong.planning.checking import CheckedPlan
from khuyencong.planning.workbook.checked import CellNote, write_checked
from khuyencong.planning.workbook.problems import Problem
from khuyencong.planning.workbook.problems import sentence as problem_sentence
from khuyencong.policy.catalogue import sentence


def notes_of(checked: CheckedPlan, problems: Iterable[Problem], language: str = "vi") -> Iterator[CellNote]:
    """What was found in the workbook and by the rules, as remarks on cells; row 0 is the whole plan."""
    for problem in problems:
        yield problem_note(problem, language)
    for finding in checked.findings:
        yield finding_note(0, finding, language)
    for line in checked.lines:
        for finding in line.findings:
            yield finding_note(line.line.row, finding, language)


def problem_note(problem: Problem, language: str) -> CellNote:
    """One cell that could not be read, as a remark."""
    said = problem_sentence(problem, language)
    return CellNote(problem.row, problem.column_field, problem.severity, said.reason, "", said.remedy)


def finding_note(row: int, finding: Finding, language: str) -> CellNote:
    """One finding as a remark."""
    words = sentence(finding, language)
    text = f"{words.title} {words.body}".strip()
    source = str(finding.source) if finding.source else ""
    return CellNote(row, finding.field, str(finding.weight), text, source, words.remedy)


def write_with_notes(
    source: Path, notes: Iterable[CellNote], out: IO[bytes], typed: Mapping[int, Mapping[str, str]] | None = None
) -> None:
    """The workbook of ``source`` anew, with the remarks and, by row and field, what was typed since."""
    write_checked(source, out, notes, typed)
