"""What every page passes through."""

import functools
import logging
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from khuyencong.core.logs import request_id
from khuyencong.core.refusals import Refusal, UnusableInput

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("khuyencong.web")


class RequestId:
    """Gives each request a name that stands in the log and in the answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex[:12])
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class ContentSecurityPolicy:
    """Nothing from elsewhere, nothing inline. Django 6 has this built in; then it goes."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
            "form-action 'self'; frame-ancestors 'none'",
        )
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        return response


class ReadOnlyGet:
    """
    GET only reads, and the database connection enforces it.

    A statement raises unless it begins like one that reads; so does one that begins so and yet writes: a WITH or an
    EXPLAIN around INSERT, UPDATE, DELETE, MERGE or TRUNCATE, and whatever moves a sequence on. What a function of the
    database does inside a SELECT is not seen.
    """

    READS = (
        "SELECT",
        "WITH",
        "SHOW",
        "EXPLAIN",
        "SAVEPOINT",
        "RELEASE",
        "ROLLBACK",
        "BEGIN",
        "COMMIT",
        "SET",
        "FETCH",
        "DECLARE",
        "CLOSE",
    )
    AROUND = ("WITH", "EXPLAIN")
    WRITES = re.compile(r"(?<!FOR )(?<!KEY )\b(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE)\b")
    COUNTS_ON = re.compile(r"\b(?:NEXTVAL|SETVAL)\s*\(")

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with connection.execute_wrapper(functools.partial(self._only_reads, request)):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        # not called from here: a refusal raised inside process_view would pass ReadableRefusals by
        request.may_write_on_get = getattr(view, "writes_on_get", False) or view.__module__.startswith("allauth.")

    def _only_reads(self, request: Any, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not getattr(request, "may_write_on_get", False) and not self._reads(sql.lstrip().upper()):
            raise WriteOnGet(sql[:200])
        return execute(sql, params, many, context)

    def _reads(self, sql: str) -> bool:
        if not sql.startswith(self.READS) or self.COUNTS_ON.search(sql):
            return False
        return not (sql.startswith(self.AROUND) and self.WRITES.search(sql))


class WriteOnGet(RuntimeError):
    """A page tried to change something while it was only asked to show."""


class TypedTextOnly:
    """Answers 400 where the address, the query or the form has a NUL: PostgreSQL keeps none, and nobody types one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not any("\0" in text for text in self._given(request)):
            return self.get_response(request)
        refusal = UnusableInput(
            _("The address or the form holds a character that cannot be typed."),
            remedy=_("Check what you pasted, or open the page from the menu."),
        )
        return render(request, "refusal.html", {"refusal": refusal}, status=400)

    def _given(self, request: HttpRequest) -> Iterator[str]:
        yield request.path_info
        for form in (request.GET, request.POST):
            for name, values in form.lists():
                yield name
                yield from values


class ReadableRefusals:
    """Turns a refusal that a page has not handled into a page a person can read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            if not settings.DEBUG and not isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation):
                log.exception("A page failed: %s", request.path, exc_info=exception)
            return None
        return render(request, "refusal.html", {"refusal": exception}, status=exception.status)
