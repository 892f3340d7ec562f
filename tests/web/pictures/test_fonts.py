"""The site's font for PNG: both pieces of it in one file, every Vietnamese letter included."""

import struct
from pathlib import Path

import pytest

from khuyencong.web.pictures import fonts

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


@pytest.fixture(autouse=True)
def looked_for_anew():
    fonts.folder.cache_clear()
    yield
    fonts.folder.cache_clear()


def read(path: Path):
    data = path.read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    entries = [struct.unpack_from(">4sIII", data, 12 + 16 * index) for index in range(count)]
    return {tag: data[at : at + size] for tag, _sum, at, size in entries}


def characters(cmap: bytes):
    (groups,) = struct.unpack_from(">I", cmap, 24)
    return {struct.unpack_from(">I", cmap, 28 + 12 * index)[0] for index in range(groups)}


def test_each_weight_has_every_vietnamese_letter_small_and_capital():
    ready = sorted(Path(fonts.folder()).glob("*.ttf"))

    assert [path.name for path in ready] == ["be-vietnam-pro-400.ttf", "be-vietnam-pro-600.ttf"]
    for path in ready:
        assert {ord(letter) for letter in LETTERS + LETTERS.upper() + "0123456789.,–"} <= characters(
            read(path)[b"cmap"]
        )


def test_the_tables_of_a_joined_font_agree_on_the_number_of_glyphs():
    font = read(Path(fonts.folder()) / "be-vietnam-pro-400.ttf")

    (count,) = struct.unpack_from(">H", font[b"maxp"], 4)
    assert len(font[b"loca"]) == 4 * (count + 1)
    assert len(font[b"hmtx"]) == 4 * count
    assert struct.unpack_from(">I", font[b"loca"], 4 * count)[0] == len(font[b"glyf"])


def test_without_the_npm_package_the_machines_own_faces_are_used(settings, tmp_path):
    settings.BASE_DIR = tmp_path

    assert fonts.folder() == ""


def test_another_kind_of_file_is_refused():
    with pytest.raises(ValueError, match="WOFF"):
        fonts.tables(b"OTTO" + b"\0" * 40)
