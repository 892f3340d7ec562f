"""The command as a person types it, in this process."""

from typing import NamedTuple

import pytest

from khuyencong.cli.main import main
from tests.support.reference import reference_data

__all__ = ["reference_data"]


class Said(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def khuyencong(capsys, monkeypatch):
    """Calls the command with the words after its name."""
    monkeypatch.setenv("KHUYENCONG_DATABASE_ROLE", "owner")

    def call(*words):
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = ended.code
        return Said(code, *capsys.readouterr())

    return call
