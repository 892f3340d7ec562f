"""What must never be in the tree: a machine's path, a registry's address, a secret, a person's number."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "an absolute path of a machine": re.compile(r"(?<![\w.])/(?:home|Users|root)/[a-z]\w*/"),
    "a registry's address": re.compile(r"\"resolved\":\s*\"http|^--?(?:index-url|extra-index-url|find-links)", re.M),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}
TEXT = {".py", ".html", ".md", ".yaml", ".yml", ".toml", ".json", ".txt", ".po", ".css", ".js", ".in", ""}


def tracked():
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name]


def test_no_file_holds_what_must_not_leave_a_machine():
    here = Path(__file__).name
    found = [
        f"{path.relative_to(ROOT)}: {what}"
        for path in tracked()
        if path.suffix in TEXT and path.name != here and path.is_file()
        for what, pattern in FORBIDDEN.items()
        if pattern.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]

    assert found == []


def test_nothing_third_party_is_kept_in_the_tree():
    kept = [
        str(p.relative_to(ROOT)) for p in tracked() if p.suffix in {".woff2", ".geojson"} or "node_modules" in p.parts
    ]

    assert kept == []
