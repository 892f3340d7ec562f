"""Bring the database up to date: tables, rights, words, reference data and, on a newcomer's machine, demo data."""

import argparse

from khuyencong.cli import output

NAME = "setup"
HELP = "Chuẩn bị cơ sở dữ liệu: bảng, quyền, danh mục; trên máy thử thì cả dữ liệu minh họa."
DATABASE = "owner"


def configure(parser: argparse.ArgumentParser) -> None:
    """What to leave out."""
    parser.add_argument("--no-demo", action="store_true", help="không nạp dữ liệu minh họa")


def run(arguments: argparse.Namespace) -> int:
    """Only what is not yet done is done; a second run takes a moment."""
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.utils import timezone

    import khuyencong
    from khuyencong.core.messages import compile_all
    from khuyencong.core.postgres import grant_app
    from khuyencong.directory.models import AdministrativeUnit
    from khuyencong.directory.reference import load_reference
    from khuyencong.policy.actions import load_policy

    compile_all(Path(khuyencong.__file__).parent)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        output.say("Tạo và cập nhật bảng …")
        call_command("migrate", verbosity=0)
        connection.ensure_connection()
        grant_app(connection.connection)
    if not (settings.STATIC_ROOT / "staticfiles.json").exists() or _assets_are_newer(settings):
        call_command("collectstatic", interactive=False, verbosity=0)
    on = timezone.localdate()
    if not AdministrativeUnit.objects.exists():
        output.say("Nạp danh mục đơn vị hành chính và cơ quan …")
        load_reference(on=on)
    load_policy()
    if getattr(settings, "DEMO", False) and not arguments.no_demo:
        from khuyencong.demo.actions import demo_accounts, load_demo

        load_demo(on=on, say=output.say)
        output.say("Tài khoản minh họa (mật khẩu và mã: xem `khuyencong demo-code TÀI_KHOẢN`):")
        for line in demo_accounts():
            output.say(f"  {line}")
    return 0


def _assets_are_newer(settings) -> bool:
    made = (settings.STATIC_ROOT / "staticfiles.json").stat().st_mtime
    sources = [path for folder in settings.STATICFILES_DIRS for path in folder.rglob("*") if path.is_file()]
    return any(path.stat().st_mtime > made for path in sources)
