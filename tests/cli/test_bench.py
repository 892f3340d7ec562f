"""What measures is right itself: the load, the figures, the written queries and the workbook."""

import http.server
import json
import threading

import pytest

from khuyencong.cli import output
from khuyencong.cli.bench import load, machine
from khuyencong.cli.bench.figures import Figure, median_of
from khuyencong.cli.bench.pages import searches

BODY = b"x" * 5000


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200 if self.path == "/good" else 500)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_):
        pass


@pytest.fixture
def ask():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def asked(*paths, number):
            order = {"host": "127.0.0.1", "port": server.server_port, "headers": {"Host": "here"}, "paths": paths}
            return load.Asking(order | {"connections": 3, "seconds": 20, "number": number}).run()

        yield asked
        server.shutdown()


def test_the_load_is_bounded_and_counted(ask):
    seen = ask("/good", number=250)

    assert (seen["requests"], seen["errors"], seen["bytes"]) == (250, 0, len(BODY))
    assert seen["per_second"] > 0
    assert seen["p50_ms"] <= seen["p95_ms"]


def test_an_answer_that_is_no_page_is_an_error(ask):
    assert ask("/good", "/bad", number=20)["errors"] == 10


def test_a_figure_says_whether_its_target_is_met():
    assert Figure("quick", 91, "requests/s", least=90).met
    assert not Figure("small", 61, "kB", most=60).met
    assert median_of("quick", [10, 99, 95], "requests/s", least=90).as_dict() == {
        "name": "quick",
        "measured": 95,
        "target": "≥ 90",
        "unit": "requests/s",
        "met": True,
        "runs": [10, 99, 95],
    }


def test_the_written_list_has_fifty_queries():
    assert len(set(searches())) == 50


def test_the_machine_is_described_and_a_process_weighed():
    import os

    assert machine.facts()["cores"] >= 1
    resident, share = machine.memory_mb(os.getpid())
    assert 0 < share <= resident


def test_an_answer_is_printed_as_json_with_an_item_on_each_line(capsys):
    answer = {"lines": [{"name": "Chè"}, {"name": "Gỗ"}], "none": [], "blocked": False}

    output.as_json(answer)

    printed = capsys.readouterr().out
    assert json.loads(printed) == answer
    assert printed.count("\n") == 8
