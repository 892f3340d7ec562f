"""Everything a newcomer needs in one command: database, tables, reference and demo data, site and worker."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time

from khuyencong.cli import output

NAME = "start"
HELP = "Mở trang trên máy này: cơ sở dữ liệu, danh mục, dữ liệu minh họa, máy chủ và tiến trình nền."
DATABASE = None


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=8000, help="cổng trên 127.0.0.1 (mặc định 8000)")


def run(arguments: argparse.Namespace) -> int:
    """Set up what is missing, then serve until stopped."""
    if _taken(arguments.port):
        output.say(f"Cổng {arguments.port} trên máy này đang có chương trình khác dùng, có thể là trang này đã mở sẵn.")
        output.say(f"Mở http://127.0.0.1:{arguments.port}, hoặc chọn cổng khác: khuyencong start --port 8001")
        return 2
    begun = time.monotonic()
    _in_own_process("setup", role="owner")
    output.say(f"Sẵn sàng sau {time.monotonic() - begun:.1f} giây.")
    output.say(f"Trang: http://127.0.0.1:{arguments.port}  (dừng bằng Ctrl+C)")
    return _served(arguments.port)


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _in_own_process(command: str, *, role: str) -> None:
    environment = {**os.environ, "KHUYENCONG_DATABASE_ROLE": role}
    done = subprocess.run([sys.executable, "-m", "khuyencong", command], env=environment, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def _served(port: int) -> int:
    environment = {**os.environ, "KHUYENCONG_DATABASE_ROLE": "app"}
    here = [sys.executable, "-m", "khuyencong"]
    worker = subprocess.Popen([*here, "worker"], env=environment)
    site = subprocess.Popen([*here, "serve", "--port", str(port)], env=environment)
    signal.signal(signal.SIGTERM, lambda *_: site.terminate())
    try:
        return site.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (site, worker):
            if process.poll() is None:
                process.terminate()
        for process in (site, worker):
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
