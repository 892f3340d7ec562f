"""Compiles the catalogues of words, so that a fresh machine needs no gettext tools."""

from pathlib import Path

from babel.messages import mofile, pofile


def compile_all(root: Path) -> int:
    """Compile every .po under the folder whose .mo is missing or older; returns how many were compiled."""
    compiled = 0
    for source in sorted(root.glob("**/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = pofile.read_po(file, locale=source.parts[-3])
        with target.open("wb") as file:
            mofile.write_mo(file, catalog)
        compiled += 1
    return compiled
