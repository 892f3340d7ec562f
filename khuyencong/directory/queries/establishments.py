"""Finding an establishment that is already known."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from khuyencong.core import text
from khuyencong.directory import tax_codes
from khuyencong.directory.models import Establishment, EstablishmentFact

_FORMS = sorted(
    (
        "công ty trách nhiệm hữu hạn một thành viên",
        "công ty trách nhiệm hữu hạn",
        "công ty tnhh một thành viên",
        "công ty tnhh mtv",
        "công ty tnhh",
        "công ty cổ phần",
        "công ty cp",
        "cty cổ phần",
        "cty tnhh mtv",
        "cty tnhh một thành viên",
        "cty tnhh",
        "cty cp",
        "doanh nghiệp tư nhân",
        "dntn",
        "hợp tác xã",
        "htx",
        "hộ kinh doanh",
        "hkd",
        "cơ sở sản xuất",
        "cssx",
        "cơ sở",
        "tổ hợp tác",
        "tht",
        "công ty",
        "cty",
    ),
    key=len,
    reverse=True,
)
_FOLDED_FORMS = [text.fold(form) for form in _FORMS]

SIMILAR_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row of a list to find or register: what a plan says of a beneficiary."""

    name: str
    province_id: int
    kind: str = "other"
    tax_code: str = ""
    unit_id: int | None = None
    address: str = ""


def name_key(name: str) -> str:
    """The name without its legal form, marks, capitals and signs: «Cty TNHH A Châu» and «Công ty TNHH Á Châu»."""
    plain = " ".join(text.words(name))
    for form in _FOLDED_FORMS:
        if plain.startswith(form + " "):
            return plain[len(form) + 1 :][:300]
    return plain[:300]


def known(rows: Sequence[Wanted]) -> dict[int, Establishment]:
    """
    The standing establishments that rows of a list mean, by index of the row.

    By tax code first, then by name and commune within the province; a merged record answers with the one kept. One
    query for the whole list.
    """
    codes = {code for row in rows if (code := tax_codes.normalised(row.tax_code))}
    keys = {name_key(row.name) for row in rows}
    provinces = {row.province_id for row in rows}
    found = Establishment.objects.select_related("merged_into").filter(
        Q(tax_code__in=codes) | Q(name_key__in=keys, province_id__in=provinces)
    )
    by_code: dict[str, Establishment] = {}
    by_name: dict[tuple[str, int, int | None], list[Establishment]] = {}
    for one in found.order_by(F("merged_into").asc(nulls_first=True), "pk"):
        by_code.setdefault(one.tax_code, one)
        by_name.setdefault((one.name_key, one.province_id, one.unit_id), []).append(one)
    matches = {index: _match(row, by_code, by_name) for index, row in enumerate(rows)}
    return {index: _kept(one) for index, one in matches.items() if one is not None}


def _kept(establishment: Establishment) -> Establishment:
    while establishment.merged_into is not None:
        establishment = establishment.merged_into
    return establishment


def _match(
    row: Wanted,
    by_code: dict[str, Establishment],
    by_name: dict[tuple[str, int, int | None], list[Establishment]],
) -> Establishment | None:
    code = tax_codes.normalised(row.tax_code)
    if code and code in by_code:
        return by_code[code]
    named = by_name.get((name_key(row.name), row.province_id, row.unit_id), [])
    # the same name under another tax code is another establishment
    fitting = [one for one in named if not code or one.tax_code in ("", code)]
    return fitting[0] if len({_kept(one).pk for one in fitting}) == 1 else None


def similar(
    name: str, province_ids: Sequence[int] | frozenset[int], *, tax_code: str = ""
) -> "QuerySet[Establishment]":
    """Establishments that may be the same: by tax code anywhere, by name or its first words in those provinces."""
    key = name_key(name)
    code = tax_codes.normalised(tax_code)
    words = key.split()
    close = Q(name_key=key)
    if len(words) >= 2:
        close |= Q(name_key__startswith=" ".join(words[: max(2, len(words) - 1)]))
    condition = close & Q(province_id__in=list(province_ids))
    if code:
        condition |= Q(tax_code=code)
    rows = Establishment.objects.standing().filter(condition)
    return rows.sorted_by_name()[:SIMILAR_LIMIT]


def fact_on(establishment: Establishment, kind: str, on: datetime.date) -> EstablishmentFact | None:
    """The newest number of that kind known on a day."""
    return establishment.facts.filter(kind=kind, as_of__lte=on).order_by("-as_of", "-pk").first()
