"""Secrets of the second factor are kept sealed: a copy of the database alone opens nothing."""

import base64
import hashlib
from collections.abc import Iterator

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    """The text, encrypted with the site's key."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """
    The text again; old keys in SECRET_KEY_FALLBACKS still open it.

    :raises cryptography.fernet.InvalidToken: sealed with another key.
    """
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


def _keys() -> Iterator[bytes]:
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        digest = hashlib.sha256(b"khuyencong.accounts.sealing|" + str(secret).encode()).digest()
        yield base64.urlsafe_b64encode(digest)
