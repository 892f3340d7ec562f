"""Taking a file in, and saying what the structural check found."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from khuyencong.core.text import tidy
from khuyencong.files.models import StoredFile
from khuyencong.files.storage import written


@transaction.atomic
def keep_file(*, chunks: Iterable[bytes], name: str, media_type: str, by: Any) -> StoredFile:
    """Keep a file apart until it has passed its check. The name is only ever shown, never used as a path."""
    sha256, size = written(chunks)
    shown = tidy(name.replace("\\", "/").rsplit("/", 1)[-1])[:300] or "tep"
    return StoredFile.objects.create(name=shown, sha256=sha256, size=size, media_type=media_type[:100], uploaded_by=by)


@transaction.atomic
def accept_file(*, file: StoredFile) -> None:
    """The check found nothing wrong with the file's structure."""
    StoredFile.objects.filter(pk=file.pk).update(state=StoredFile.State.ACCEPTED)


@transaction.atomic
def refuse_file(*, file: StoredFile, reason: dict[str, Any]) -> None:
    """The check refused the file; the reason is kept with it."""
    StoredFile.objects.filter(pk=file.pk).update(state=StoredFile.State.REFUSED, refusal=reason)
