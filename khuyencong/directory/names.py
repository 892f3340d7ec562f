"""Words of an address: what they say of the kind of place, and under which key a name is looked up. Pure."""

import re
from dataclasses import dataclass

from khuyencong.core import text

PREFIXES: dict[tuple[str, ...], str] = {
    ("dac", "khu"): "dac_khu",
    ("thi", "tran"): "thi_tran",
    ("thi", "xa"): "thi_xa",
    ("thanh", "pho"): "thanh_pho",
    ("t", "p"): "thanh_pho",
    ("tp",): "thanh_pho",
    ("tt",): "thi_tran",
    ("tx",): "thi_xa",
    ("huyen",): "huyen",
    ("h",): "huyen",
    ("quan",): "quan",
    ("q",): "quan",
    ("xa",): "xa",
    ("x",): "xa",
    ("phuong",): "phuong",
    ("p",): "phuong",
    ("f",): "phuong",
    ("tinh",): "tinh",
    ("t",): "tinh",
}
COMMUNE_KINDS = frozenset({"xa", "phuong", "thi_tran", "dac_khu"})
DISTRICT_KINDS = frozenset({"huyen", "quan", "thi_xa", "thanh_pho"})
PROVINCE_KINDS = frozenset({"tinh", "thanh_pho"})

PROVINCE_ALIASES = {
    "hcm": "hochiminh",
    "tphcm": "hochiminh",
    "saigon": "hochiminh",
    "hn": "hanoi",
    "tthue": "thuathienhue",
    "brvt": "bariavungtau",
    "vungtau": "bariavungtau",
    "daclac": "daklak",
    "darlac": "daklak",
    "dacnong": "daknong",
    "baccan": "backan",
    "congtum": "kontum",
    "hue": "thuathienhue",
    "thuathienhue": "hue",
}
"""Other keys of a province, tried where its own is not on the map of the day."""

_SEPARATORS = re.compile(r"[,;()\n/]|\s[-–—]\s")
_TWO_NAMES = re.compile(r"(b[àa]\s+r[ịi]a)\s*[-–—]\s*(v[ũu]ng\s+t[àa]u)", re.IGNORECASE)
_ZONE = re.compile(
    r"\b(?:ccn|kcn|kkt|kcx|cum cong nghiep|khu cong nghiep|khu kinh te|khu che xuat|khu cong nghe cao)\b.*"
)
_NUMBERED = re.compile(r"^([qpf])0*(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an address: the kind it states, if any, and the key of its name."""

    kind: str
    key: str
    whole_key: str
    """The key with the words of the kind: «Quan Hóa» is a name, not a district called Hóa."""


def key_of(name: str) -> str:
    """The key under which a name is looked up: folded, without spaces and leading zeros of numbers."""
    return _joined(text.words(name))


def province_keys(part: "Part") -> list[str]:
    """The keys under which a piece of an address may name a province, likeliest first."""
    keys = [part.whole_key, part.key]
    return list(dict.fromkeys([*keys, *(PROVINCE_ALIASES[key] for key in keys if key in PROVINCE_ALIASES)]))


def parts_of(address: str) -> list[Part]:
    """The pieces of an address from left to right; words that name a zone are left out."""
    found: list[Part] = []
    for piece in _SEPARATORS.split(_TWO_NAMES.sub(r"\1 \2", address)):
        words = text.words(_ZONE.sub("", text.fold(piece)))
        if words:
            found.extend(_segments(words))
    return found


def zone_in(address: str) -> str | None:
    """The words of the address that name an industrial zone, economic zone or cluster, as they were written."""
    for piece in _SEPARATORS.split(address):
        plain = text.tidy(piece)
        if (match := _ZONE.search(text.fold(plain))) and len(text.fold(plain)) == len(plain):
            return plain[match.start() :]
    return None


def _segments(words: list[str]) -> list[Part]:
    cuts = [at for at in range(1, len(words)) if _kind_at(words, at) and not _kind_at(words, at - 1)]
    if not cuts:
        return [_part(words)]
    bounds = [0, *cuts, len(words)]
    pieces = [words[start:end] for start, end in zip(bounds, bounds[1:], strict=False)]
    return [_part(words), *(_part(piece) for piece in pieces)]


def _kind_at(words: list[str], at: int) -> str:
    return PREFIXES.get(tuple(words[at : at + 2])) or PREFIXES.get((words[at],)) or ""


def _part(words: list[str]) -> Part:
    if match := _NUMBERED.match(words[0]):
        words = [match[1], match[2], *words[1:]]
    whole = _joined(words)
    for length in (2, 1):
        kind = PREFIXES.get(tuple(words[:length]))
        if kind and len(words) > length:
            return Part(kind, _joined(words[length:]), whole)
    return Part("", whole, whole)


def _joined(words: list[str]) -> str:
    return "".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)
