"""Codes are those of RFC 6238, so that every authenticator app agrees with us."""

import base64
import datetime

import pytest

from khuyencong.accounts import codes, sealing

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("second", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_the_codes_of_the_standard(second, code):
    assert codes.code_at(SECRET, second // 30) == code


@pytest.mark.parametrize(("off", "good"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_clock_half_a_minute_off_is_forgiven(off, good):
    now = datetime.datetime(2026, 11, 23, 8, 0, 15, tzinfo=datetime.UTC)
    code = codes.code_at(SECRET, codes.step_of(now + datetime.timedelta(seconds=off)))

    assert (codes.step_matching(SECRET, code, now) is not None) == good


@pytest.mark.parametrize("typed", ["", "12", "abcdef", "００００００", "287 082 1"])
def test_nonsense_is_no_code(typed):
    assert codes.step_matching(SECRET, typed, datetime.datetime(1970, 1, 1, 0, 0, 59, tzinfo=datetime.UTC)) is None


def test_a_code_may_be_typed_with_a_space():
    now = datetime.datetime(1970, 1, 1, 0, 0, 59, tzinfo=datetime.UTC)

    assert codes.step_matching(SECRET, "287 082", now) == 1


def test_a_sealed_secret_opens_with_an_older_key_of_the_site(settings):
    sealed = sealing.seal(SECRET)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a-new-key"

    assert sealing.unseal(sealed) == SECRET
