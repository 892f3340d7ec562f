"""Personal data as a page shows them before anybody asks: enough to recognise, not enough to use."""


def masked(value: str) -> str:
    """
    The first letter of each word of a name, the last two digits of a number; nothing of nothing.

    «Nguyễn Văn An» becomes «N••• V••• A•••», «0912345678» becomes «••••••••78».
    """
    if not value:
        return ""
    digits = [char for char in value if char.isdigit()]
    if len(digits) > 2:
        return "•" * (len(digits) - 2) + "".join(digits[-2:])
    return " ".join(f"{word[0]}•••" for word in value.split())
