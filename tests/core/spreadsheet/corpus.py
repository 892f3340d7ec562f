# ruff: noqa: E501 - a table: one file, one line
"""Hostile files, made here: what each is, the code it must be refused with, its bytes."""

import io
import struct
import zipfile

from tests.core.spreadsheet.packages import CELL, RELS, WORKBOOK, ods, parts, relation, sheet, xlsx, zipped

MEGABYTE = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"
TEN_LEVELS = "".join(
    f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n else "x" * 10}{"&a" + str(n - 1) + ";" if n else ""}">'
    for n in range(10)
)


def with_part(name, body="x"):
    return xlsx(and_={name: body})


def with_sheet(body):
    return xlsx(and_={SHEET: body})


def with_relation(text):
    return xlsx(and_={"xl/worksheets/_rels/sheet1.xml.rels": RELS.format(text)})


def rows(count, cell=""):
    return "".join(f'<row r="{n}">{cell}</row>' for n in range(1, count + 1))


def encrypted_member():
    data = bytearray(xlsx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        struct.pack_into("<H", data, at + offset, 1)
    return bytes(data)


def lying_size():
    """The directory says ten bytes, the stream unpacks to thirty million."""
    data = bytearray(with_sheet(sheet(" " * 30_000_000)))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


def overlapping():
    data = bytearray(xlsx())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    struct.pack_into("<I", data, second + 42, 0)
    return bytes(data)


def symlink():
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("xl/link.xml")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def doubled():
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/Workbook.xml", WORKBOOK)
    return out.getvalue()


def flipped():
    data = bytearray(with_sheet(sheet(CELL + "<!-- " + "khuyến công " * 400 + " -->")))
    at = data.find(b"sheet1.xml") + 40
    data[at] ^= 0xFF
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
ONE_ODS_CELL = '<table:table-cell office:value-type="float" office:value="1"{}/>'

CORPUS = [
    ("nothing in it", "empty", lambda: b""),
    ("over the size limit", "too_big", lambda: b"PK\x03\x04" + b"\x00" * (20 * MEGABYTE + 1)),
    ("a PDF by another name", "not_a_spreadsheet", lambda: b"%PDF-1.7\n1 0 obj"),
    ("a web page by another name", "not_a_spreadsheet", lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
    ("comma separated text", "not_a_spreadsheet", lambda: "STT,Tên đề án\n1,x".encode()),
    ("a picture", "not_a_spreadsheet", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
    ("a program", "not_a_spreadsheet", lambda: b"MZ\x90\x00" + b"\x00" * 100),
    ("a rar archive", "not_a_spreadsheet", lambda: b"Rar!\x1a\x07" + b"\x00" * 100),
    ("an empty archive", "not_a_spreadsheet", lambda: zipped({})),
    ("any archive", "not_a_spreadsheet", lambda: zipped({"a.txt": "x"})),
    (
        "a Word document",
        "not_a_spreadsheet",
        lambda: zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}),
    ),
    (
        "a text document of OpenDocument",
        "not_a_spreadsheet",
        lambda: ods("", mimetype="application/vnd.oasis.opendocument.text"),
    ),
    (
        "a binary workbook",
        "not_a_spreadsheet",
        lambda: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}),
    ),
    ("the old Excel format", "old_excel", lambda: OLE),
    ("a workbook under a password", "encrypted", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    ("a package with a part under a password", "encrypted", encrypted_member),
    (
        "an .ods under a password",
        "encrypted",
        lambda: ods("", **{"META-INF/manifest.xml": "<a><manifest:encryption-data/></a>"}),
    ),
    ("cut in the middle", "damaged", lambda: xlsx()[:-200]),
    ("a byte turned", "damaged", flipped),
    ("parts lying over each other", "damaged", overlapping),
    ("a part that unpacks to more than it says", "damaged", lying_size),
    ("a thousand and one parts", "too_many_parts", lambda: xlsx(and_={f"xl/a{n}.xml": "<a/>" for n in range(1001)})),
    ("a name that climbs out", "bad_names", lambda: with_part("../../evil.xml")),
    ("a name from the root", "bad_names", lambda: with_part("/etc/cron.d/evil")),
    ("a name with a drive", "bad_names", lambda: with_part("C:evil.xml")),
    ("a name with a control sign", "bad_names", lambda: with_part("xl/e\nvil.xml")),
    ("a name that is very long", "bad_names", lambda: with_part("xl/" + "a" * 300)),
    ("a link to a file of the machine", "bad_names", symlink),
    ("one part twice", "bad_names", doubled),
    ("a hundred and thirty megabytes of spaces", "zip_bomb", lambda: with_sheet(sheet(" " * (130 * MEGABYTE)))),
    (
        "shared words without end",
        "zip_bomb",
        lambda: with_part("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * (16 * MEGABYTE)),
    ),
    (
        "thirty megabytes out of thirty thousand bytes",
        "zip_bomb",
        lambda: with_sheet(sheet("<row/>" + " " * (30 * MEGABYTE))),
    ),
    ("an archive in the archive", "nested_archive", lambda: with_part("xl/media/more.zip")),
    ("an archive called a picture", "nested_archive", lambda: with_part("xl/media/image1.png", xlsx())),
    ("macros under the name of a plain workbook", "macro", lambda: with_part("xl/vbaProject.bin")),
    (
        "macros declared",
        "macro",
        lambda: xlsx(
            and_={"[Content_Types].xml": "<Types ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/>"}
        ),
    ),
    ("macros of Excel 4", "macro", lambda: with_part("xl/macrosheets/sheet1.xml", "<a/>")),
    ("macros of LibreOffice", "macro", lambda: ods("", **{"Basic/Standard/Module1.xml": "<a/>"})),
    ("an embedded object", "embedded", lambda: with_part("xl/embeddings/oleObject1.bin")),
    ("an ActiveX control", "embedded", lambda: with_part("xl/activeX/activeX1.xml", "<a/>")),
    ("links to another workbook", "external_link", lambda: with_part("xl/externalLinks/externalLink1.xml", "<a/>")),
    ("a data connection", "external_link", lambda: with_part("xl/connections.xml", "<a/>")),
    (
        "a picture fetched from elsewhere",
        "external_link",
        lambda: with_relation(relation("http://elsewhere.invalid/a.png", "image", "External")),
    ),
    (
        "a template fetched from elsewhere",
        "external_link",
        lambda: with_relation(relation("file:///server/x.xltx", "attachedTemplate", "External")),
    ),
    (
        "a table of an .ods fetched from elsewhere",
        "external_link",
        lambda: ods('<table:table-source xlink:href="http://elsewhere.invalid"/>'),
    ),
    (
        "a formula that calls a program",
        "dde",
        lambda: with_sheet(sheet('<row r="1"><c r="A1"><f>cmd|\'/c calc\'!A1</f><v>0</v></c></row>')),
    ),
    (
        "entities that multiply",
        "declared_entities",
        lambda: with_sheet(f'<?xml version="1.0"?><!DOCTYPE a [{TEN_LEVELS}]>' + sheet("&a9;")[38:]),
    ),
    (
        "an entity from a file of the machine",
        "declared_entities",
        lambda: with_part(
            "xl/sharedStrings.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst>&b;</sst>'
        ),
    ),
    (
        "an entity behind a long comment",
        "declared_entities",
        lambda: with_part("xl/styles.xml", f"<!--{'-a' * 90_000}--><!DOCTYPE a><a/>"),
    ),
    (
        "entities in an .ods",
        "declared_entities",
        lambda: ods("", **{"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    ),
    (
        "entities hidden in UTF-16",
        "odd_encoding",
        lambda: with_part("xl/styles.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16")),
    ),
    (
        "another encoding declared",
        "odd_encoding",
        lambda: with_part("xl/styles.xml", '<?xml version="1.0" encoding="UTF-7"?><a/>'),
    ),
    ("a million empty rows", "too_many_rows", lambda: with_sheet(sheet(rows(1_000_000)))),
    (
        "one cell at the very end",
        "too_many_rows",
        lambda: with_sheet(sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
    ),
    (
        "a cell lying about its row",
        "too_many_rows",
        lambda: with_sheet(sheet('<row r="1"><c r="B900000"><v>1</v></c></row>')),
    ),
    ("one cell far to the right", "too_wide", lambda: with_sheet(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'))),
    (
        "a rectangle of emptiness",
        "too_many_rows",
        lambda: with_sheet(sheet(CELL + '<row r="60000"><c r="CZ60000"><v>1</v></c></row>')),
    ),
    (
        "an .ods row repeated a million times",
        "too_many_rows",
        lambda: ods(
            f'<table:table-row table:number-rows-repeated="1000000">{ONE_ODS_CELL.format("")}</table:table-row>'
        ),
    ),
    (
        "an .ods cell repeated to the edge",
        "too_wide",
        lambda: ods(
            "<table:table-row>" + ONE_ODS_CELL.format(' table:number-columns-repeated="16384"') + "</table:table-row>"
        ),
    ),
]

SOUND = [
    ("the smallest workbook", lambda: xlsx()),
    ("a sheet that lies about its extent", lambda: with_sheet(sheet(before='<dimension ref="A1:XFD1048576"/>'))),
    ("a hyperlink", lambda: with_relation(relation("https://example.invalid/", "hyperlink", "External"))),
    (
        "text that looks like a call",
        lambda: with_sheet(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>=cmd|\'/c calc\'!A1</t></is></c></row>')),
    ),
    ("stored, not packed", lambda: zipped(parts(), zipfile.ZIP_STORED)),
    (
        "an .ods with empty rows to the end",
        lambda: ods(
            f'<table:table-row>{ONE_ODS_CELL.format("")}<table:table-cell table:number-columns-repeated="16383"/></table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
    ),
]
