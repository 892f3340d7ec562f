"""The web server."""

import argparse
import os
from typing import Any

NAME = "serve"
HELP = "Chạy máy chủ trang web (gunicorn) trên 127.0.0.1:8000."
DATABASE = "app"


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and how many processes."""
    parser.add_argument("--bind", default=None, help="địa chỉ và cổng, ví dụ 127.0.0.1:8000")
    parser.add_argument("--port", type=int, default=None, help="cổng trên 127.0.0.1")
    parser.add_argument("--workers", type=int, default=None, help="số tiến trình (mặc định 2)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    if arguments.port:
        os.environ["KHUYENCONG_BIND"] = f"127.0.0.1:{arguments.port}"
    if arguments.bind:
        os.environ["KHUYENCONG_BIND"] = arguments.bind
    if arguments.workers:
        os.environ["KHUYENCONG_WEB_WORKERS"] = str(arguments.workers)
    _site().run()
    return 0


def _site() -> Any:
    from gunicorn.app.base import Application  # type: ignore[import-untyped]

    class Site(Application):
        """Gunicorn with our settings, whatever stands on the command line or in its own variables."""

        def load_config(self) -> None:
            self.load_config_from_module_name_or_filename("python:config.gunicorn")

        def load(self) -> Any:
            from config.wsgi import application

            return application

    return Site(prog="khuyencong serve")
