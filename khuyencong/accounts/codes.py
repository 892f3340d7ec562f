"""The codes of the second factor: six digits for thirty seconds, each good once."""

import base64
import datetime
import hashlib
import hmac
import secrets
import struct

SECONDS = 30
DIGITS = 6
TOLERANCE = 1
"""Steps before and after now that are still good: clocks of telephones differ."""


def new_secret() -> str:
    """A fresh secret of 160 bits, as authenticator apps read it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def step_of(now: datetime.datetime) -> int:
    """The number of the time step that moment falls into."""
    return int(now.timestamp()) // SECONDS


def code_at(secret: str, step: int) -> str:
    """The code of one time step (RFC 6238 with SHA-1, which is what the apps know)."""
    key = base64.b32decode(secret.encode("ascii"), casefold=True)
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_matching(secret: str, code: str, now: datetime.datetime) -> int | None:
    """The step near now whose code this is, or None."""
    typed = "".join(code.split())
    here = step_of(now)
    found = None
    for step in range(here - TOLERANCE, here + TOLERANCE + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), typed.encode()):
            found = step
    return found
