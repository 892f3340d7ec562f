"""What a file is by its first bytes, whatever its name says."""

from pathlib import Path

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "empty zip"),
    (b"%PDF", "PDF"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"{\\rtf", "RTF"),
)
_LOOKED_AT = 1 << 20


def kind_of(path: Path) -> str:
    """``zip``, ``old_excel``, ``encrypted``, or a word for what it is instead."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if head.startswith(_OLE):
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in head else "old_excel"
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    text = head[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table")):
        return "HTML"
    if text.startswith(b"<?xml"):
        return "XML"
    return "text" if b"\x00" not in head else "binary"
