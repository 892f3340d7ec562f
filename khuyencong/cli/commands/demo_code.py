"""Print the code of the second factor of an invented person."""

import argparse

from khuyencong.cli import output

NAME = "demo-code"
HELP = "In mã xác thực hiện tại của một tài khoản mẫu (chỉ trên bản chạy thử)."


def configure(parser: argparse.ArgumentParser) -> None:
    """Whose code."""
    parser.add_argument("user", metavar="THƯ", help="địa chỉ thư điện tử, hoặc phần trước dấu @")
    parser.add_argument("--json", action="store_true", help="in dạng JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the code; refused where people are real."""
    from django.conf import settings
    from django.utils import timezone

    from khuyencong.accounts.queries import unused_code
    from khuyencong.core.refusals import NotAllowed, UnusableInput

    if not settings.DEMO:
        raise NotAllowed("Chỉ bản chạy thử với tài khoản mẫu mới in mã xác thực.")
    user = _person(arguments.user)
    found = unused_code(user, now=timezone.now()) if user else None
    if found is None:
        raise UnusableInput("Không có tài khoản mẫu nào như vậy đã đăng ký mã xác thực.")
    code, wait = found
    if arguments.json:
        output.as_json({"user": user.email, "code": code, "wait_seconds": wait})
        return 0
    output.say(code if not wait else f"{code}  (dùng được sau {wait} giây)")
    return 0


def _person(name: str):
    from khuyencong.accounts.models import User

    if "@" in name:
        return User.objects.filter(email=name.lower()).first()
    found = list(User.objects.filter(email__startswith=f"{name.lower()}@")[:2])
    return found[0] if len(found) == 1 else None
