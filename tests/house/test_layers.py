"""The code is laid out like the life of a đề án: a stage may look back, never forward."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
ORDER = ["core", "audit", "accounts", "files", "directory", "policy", "documents", "work", "planning", "demo", "web"]
SAME_FLOOR = {("accounts", "files"), ("files", "accounts")}


def test_the_import_contracts_hold():
    lint = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert lint.returncode == 0, lint.stdout[-4000:] + lint.stderr[-2000:]


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("khuyencong.")]


def test_foreign_keys_point_down():
    upward = []
    for model in our_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not getattr(field, "concrete", False) or target is None or target._meta.app_label not in ORDER:
                continue
            here, there = model._meta.app_label, target._meta.app_label
            if ORDER.index(there) > ORDER.index(here) and (here, there) not in SAME_FLOOR:
                upward.append(f"{model.__name__}.{field.name} points up to {there}; keep the value, or ask from above")

    assert upward == []
