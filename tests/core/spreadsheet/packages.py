"""Small .xlsx and .ods packages written part by part, so that each can be spoiled in one way."""

import io
import zipfile

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK = (
    f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'


def sheet(rows=CELL, before=""):
    head = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">'
    return f"{head}{before}<sheetData>{rows}</sheetData></worksheet>"


def relation(target, kind="worksheet", mode="", number=1):
    mode = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def parts(**changed):
    """The parts of a sound workbook; a change replaces a part, None takes it out."""
    sound = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(relation("xl/workbook.xml", "officeDocument")),
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELS.format(relation("worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet(),
    }
    merged = sound | changed.pop("and_", {})
    return {name: body for name, body in merged.items() if body is not None}


def xlsx(**changed):
    return zipped(parts(**changed))


def zipped(named, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, body in named.items():
            archive.writestr(name, body)
    return out.getvalue()


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
    "<office:body><office:spreadsheet>"
)


def ods(table, mimetype="application/vnd.oasis.opendocument.spreadsheet", **more):
    end = "</table:table></office:spreadsheet></office:body></office:document-content>"
    content = f'{ODS_HEAD}<table:table table:name="S">{table}{end}'
    return zipped({"mimetype": mimetype, "META-INF/manifest.xml": MANIFEST, "content.xml": content} | more)
