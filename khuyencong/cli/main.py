"""
The command `khuyencong`.

Exit codes: 0 nothing blocks, 1 findings that block, 2 input that cannot be used.
"""

import argparse
import importlib
import os
import pkgutil
import sys
from types import ModuleType

from khuyencong.cli import commands, output
from khuyencong.cli.wording import speak_vietnamese

OK, BLOCKED, UNUSABLE = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    speak_vietnamese()
    parser, modules = _parser()
    arguments = parser.parse_args(argv)
    module = modules[arguments.command]
    try:
        _prepare(module)
        return module.run(arguments) or OK
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return OK
    except Exception as error:
        no = output.readable(error)
        if no is None:
            raise
        output.refused(no, as_json=getattr(arguments, "json", False))
        return UNUSABLE


def _parser() -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    parser = argparse.ArgumentParser(
        prog="khuyencong",
        description="Khuyến Công: hệ thống quản lý chương trình khuyến công.",
        epilog="Mã thoát: 0 không có lỗi chặn; 1 có lỗi chặn; 2 dữ liệu vào không dùng được.",
    )
    choices = parser.add_subparsers(dest="command", required=True, metavar="LỆNH", title="các lệnh")
    modules = {}
    for found in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"{commands.__name__}.{found.name}")
        modules[module.NAME] = module
        module.configure(choices.add_parser(module.NAME, help=module.HELP, description=module.HELP))
    return parser, modules


def _prepare(module: ModuleType) -> None:
    """Set Django up when the command needs it, in the database role it asks for."""
    role = getattr(module, "DATABASE", "app")
    if role is None:
        return
    os.environ["KHUYENCONG_DATABASE_ROLE"] = role
    import django
    from django.utils import translation

    django.setup()
    translation.activate("vi")


if __name__ == "__main__":
    sys.exit(main())
