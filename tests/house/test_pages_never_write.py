"""Pages translate; they do not decide. A page calls one verb and never saves a row itself."""

import ast
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "khuyencong" / "web"
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
ROW_SOURCES = {"objects", "filter", "exclude", "all"}


def writes_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, owner = node.func.attr, ast.unparse(node.func.value)
            if name in WRITES and not owner.endswith(
                ("session", "workbook", "document", "image", "template", "buffer")
            ):
                yield f"line {node.lineno}: {owner}.{name}(…)"
            if name == "update" and any(f".{source}" in owner for source in ROW_SOURCES):
                yield f"line {node.lineno}: {owner}.update(…)"


def test_no_page_saves_creates_or_deletes_a_row():
    found = [
        f"{path.relative_to(WEB)} {write}; make it a verb in the stage's actions"
        for path in sorted(WEB.rglob("*.py"))
        for write in writes_in(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert found == []
