"""Loading a classification of trades from a file a body has."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from khuyencong.accounts.models import User
from khuyencong.audit.actions import record_act
from khuyencong.core import text
from khuyencong.core.refusals import UnusableInput
from khuyencong.directory import permissions
from khuyencong.directory.actions.establishments import chain_of
from khuyencong.directory.models import Trade
from khuyencong.directory.permissions import require

CODE_HEADINGS = frozenset({"ma", "ma nganh", "ma so", "code"})
NAME_HEADINGS = frozenset({"ten", "ten nganh", "ten nganh kinh te", "name"})
LIMIT = 20_000
BYTES = 5 * 1024 * 1024
UNPACKED = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TradesLoaded:
    """How many lines were new and how many names were corrected."""

    created: int
    corrected: int


@transaction.atomic
def load_trades(
    *,
    file: BinaryIO,
    filename: str,
    scheme: str,
    valid_from: datetime.date,
    by: User,
    on: datetime.date,
    valid_to: datetime.date | None = None,
) -> TradesLoaded:
    """
    Load the codes and names of a classification («VSIC 2025») from a CSV or Excel file with a heading line.

    Loading the same file again changes nothing. Lines that left the file stay: files may cite them.

    :raises NotAllowed: ``by`` may not load classifications.
    :raises UnusableInput: no heading with code and name, a line without one of them, or too many lines.
    """
    require(permissions.may_load_trades(by, on))
    wanted = dict(_lines(file, filename))
    if not wanted or not scheme.strip():
        raise UnusableInput(_("The file has no line with a code and a name."))
    known = {trade.code: trade for trade in Trade.objects.select_for_update().filter(scheme=scheme)}

    fresh = [
        Trade(scheme=scheme, code=code, name=name, valid_from=valid_from, valid_to=valid_to)
        for code, name in wanted.items()
        if code not in known
    ]
    corrected = [trade for code, trade in known.items() if wanted.get(code, trade.name) != trade.name]
    for trade in corrected:
        trade.name = wanted[trade.code]
    Trade.objects.bulk_create(fresh, batch_size=2000)
    Trade.objects.bulk_update(corrected, ["name", "sort_key"], batch_size=500)
    record_act(
        actor=by,
        what="directory.trades.loaded",
        chain=chain_of(by, on),
        record_name=scheme,
        created=len(fresh),
        corrected=len(corrected),
        file=filename,
        on=on,
    )
    return TradesLoaded(len(fresh), len(corrected))


def _lines(file: BinaryIO, filename: str) -> Iterator[tuple[str, str]]:
    content = file.read(BYTES + 1)
    if len(content) > BYTES:
        raise UnusableInput(_("The file is too large."))
    rows = _csv(content) if filename.lower().endswith(".csv") else _sheet(content)
    columns: tuple[int, int] | None = None
    for number, row in enumerate(rows, start=1):
        if number > LIMIT:
            raise UnusableInput(_("The file has too many lines."))
        if columns is None:
            columns = _headings(row)
            continue
        code, name = (text.tidy(row[at]) if at < len(row) else "" for at in columns)
        if bool(code) != bool(name):
            message = _("Line %(number)s has a code without a name or a name without a code.")
            raise UnusableInput(message % {"number": number})
        if code:
            yield code, name


def _headings(row: list[str]) -> tuple[int, int] | None:
    folded = [" ".join(text.words(cell)) for cell in row]
    code = next((at for at, cell in enumerate(folded) if cell in CODE_HEADINGS), None)
    name = next((at for at, cell in enumerate(folded) if cell in NAME_HEADINGS), None)
    return None if code is None or name is None else (code, name)


def _csv(raw: bytes) -> Iterator[list[str]]:
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableInput(
            _("The file is not in UTF-8."), remedy=_("Save it as CSV UTF-8 and send it again.")
        ) from None
    first = content.split("\n", 1)[0]
    yield from csv.reader(io.StringIO(content), delimiter=max(",;\t", key=first.count))


def _sheet(raw: bytes) -> Iterator[list[str]]:
    try:
        _refuse_bomb(raw)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        rows = workbook.get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError, zipfile.BadZipFile):
        raise UnusableInput(_("This is not an Excel file that can be read.")) from None
    for row in rows:
        # a code typed as a number comes as 1010.0
        yield [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in row]


def _refuse_bomb(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED:
            raise UnusableInput(_("The file is too large."))
