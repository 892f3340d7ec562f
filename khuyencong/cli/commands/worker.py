"""The worker, which does what takes longer than a page may take, and the timetable."""

import argparse
import os
import signal
import sys
import threading

NAME = "worker"
HELP = "Chạy tiến trình làm việc nền: việc dài, việc theo lịch."
DATABASE = "app"


def configure(parser: argparse.ArgumentParser) -> None:
    """Once or for ever, and when to begin anew."""
    parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")
    parser.add_argument("--most-jobs", type=int, default=200, help="khởi động lại sau bấy nhiêu việc (mặc định 200)")
    parser.add_argument("--most-memory", type=int, default=600, help="khởi động lại khi dùng quá bấy nhiêu MiB")


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped; a worn worker begins anew in the same process number."""
    from khuyencong.work.jobs.worker import Ending, Manner, work

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=stopping.set).start())
    manner = Manner(most_jobs=arguments.most_jobs, most_memory=arguments.most_memory)
    ending = work(once=arguments.once, stopping=stopping, manner=manner, given_up=begin_anew)
    if ending is Ending.RENEW:
        begin_anew()
    return 0


def begin_anew() -> None:
    """Put a fresh process into the place of this one: whoever watches it notices nothing."""
    os.execv(sys.executable, [sys.executable, "-m", "khuyencong", *sys.argv[1:]])  # noqa: S606
