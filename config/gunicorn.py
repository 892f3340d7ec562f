"""How gunicorn serves the site. nginx stands before it and ends TLS."""

import json
import os
from pathlib import Path
from typing import Any

from config.settings.environment import number
from khuyencong.core import logs

os.environ.setdefault("KHUYENCONG_STATEMENT_SECONDS", "30")

bind = os.environ.get("KHUYENCONG_BIND", "127.0.0.1:8000")
workers = number("KHUYENCONG_WEB_WORKERS", 2)
worker_class = "gthread"
"""Of the classes without further packages the only one that keeps connections alive."""
threads = number("KHUYENCONG_WEB_THREADS", 4)
preload_app = True
max_requests = 2000
max_requests_jitter = 400
keepalive = 5
timeout = 60
graceful_timeout = 30
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  a heartbeat on a disk can stall
control_socket_disable = True
forwarded_allow_ips = os.environ.get("KHUYENCONG_PROXIES", "127.0.0.1")

accesslog = "-" if os.environ.get("KHUYENCONG_ACCESS_LOG") == "1" else None
access_log_format = json.dumps({"method": "%(m)s", "path": "%(U)s", "status": "%(s)s", "ms": "%(M)s"})
"""No address of a person, no query: both tell about people."""
logconfig_dict: dict[str, Any] = {
    **logs.configured(as_json=os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith("production")),
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True, "qualname": "gunicorn.error"},
        "gunicorn.access": {"level": "INFO", "handlers": [], "propagate": True, "qualname": "gunicorn.access"},
    },
}


def pre_fork(server: Any, worker: Any) -> None:
    """A connection opened while the site was loaded must not be shared by processes."""
    from django.db import connections

    connections.close_all()
