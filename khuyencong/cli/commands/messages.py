"""Compile the catalogues of words."""

import argparse
from pathlib import Path

NAME = "messages"
HELP = "Biên dịch các bảng từ tiếng Việt, tiếng Anh."
DATABASE = None


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    """Compile what is new."""
    import khuyencong
    from khuyencong.core.messages import compile_all

    print(f"Đã biên dịch {compile_all(Path(khuyencong.__file__).parent)} bảng từ.")
    return 0
