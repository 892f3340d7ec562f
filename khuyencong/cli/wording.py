"""The words of argparse in Vietnamese: the standard library has them in English only."""

import argparse

WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "show this help message and exit": "in trợ giúp này rồi thôi",
    "%(prog)s: error: %(message)s\n": "%(prog)s: lỗi: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "tham số %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "còn thiếu: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "expected one argument": "cần một giá trị",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r (chọn trong: %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r không phải kiểu %(type)s",
}


def speak_vietnamese() -> None:
    """Have argparse say its own sentences in Vietnamese; what is not listed stays as it is."""
    vars(argparse)["_"] = lambda text: WORDS.get(text, text)
