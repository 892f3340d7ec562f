"""A Word paper as PDF, where LibreOffice is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 120


class NoOffice(RuntimeError):
    """LibreOffice Writer is not on this machine, or it could not read the paper."""


WRITER = ("libswlo.so", "libswlo.dylib", "swlo.dll")


def office() -> str | None:
    """Where LibreOffice is; None when there is none, or when it came without Writer, which reads Word papers."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    home = Path(program).resolve().parent
    return program if any((home / part).exists() for part in WRITER) else None


def pdf_of(paper: bytes) -> bytes:
    """
    The .docx as PDF. Takes some seconds and some 200 MB in a process of its own: a job's work, not a page's.

    :raises NoOffice: there is no LibreOffice Writer, or it failed.
    """
    program = office()
    if program is None:
        raise NoOffice("LibreOffice Writer is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(paper)
        # a profile of its own: two conversions at once would otherwise lock each other out
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        result = source.with_suffix(".pdf")
        if not result.exists():
            raise NoOffice(done.stderr.decode(errors="replace")[-500:])
        return result.read_bytes()
