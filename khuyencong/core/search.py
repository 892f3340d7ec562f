"""
Search without diacritics, by the beginnings of words.

The folded words stand in a generated column with a GIN index, so that they are right after a bulk write too and
on every PostgreSQL from 15. A query never scans: it never uses LIKE with a leading wildcard.
"""

from typing import Any, TypeVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F, Func, TextField, Value
from django.db.models.expressions import RawSQL

from khuyencong.core import text

M = TypeVar("M", bound=models.Model)
Q = TypeVar("Q", bound="models.QuerySet[Any]")

LIMIT = 1000
"""Beyond it a count is shown as «more than 1,000»: counting on costs more than it tells."""
REACH = 20_000
"""Rows looked at, one after another, for words that more than LIMIT rows have."""


class FoldedVector(Func):
    """
    The folded words of some columns as a tsvector.

    Only letters and digits reach the parser: it would read «TM/DV» as a file and «-002» as a number below zero.
    """

    template = (
        "to_tsvector('simple'::regconfig, regexp_replace(lower(translate(regexp_replace(normalize("
        "%(expressions)s, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd')), '[^0-9a-z]+', ' ', 'g'))"
    )
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()

    def __init__(self, *columns: str) -> None:
        super().__init__(
            *(Func(F(column), Value(""), function="COALESCE", output_field=TextField()) for column in columns)
        )


def search_column(*columns: str) -> models.GeneratedField:
    """A stored column with the folded words of those text columns of the same row."""
    return models.GeneratedField(
        expression=FoldedVector(*columns), output_field=SearchVectorField(), db_persist=True, editable=False
    )


def search_index(name: str, column: str = "search") -> GinIndex:
    """The index a search column needs."""
    return GinIndex(fields=[column], name=name, fastupdate=False)


def matching(rows: Q, query: str, *, column: str = "search") -> Q:
    """The rows that have a word beginning with each word of the query; all rows for an empty query."""
    wanted = text.words(query)
    if not wanted:
        return rows
    table = rows.model._meta.db_table
    condition = " & ".join(f"{word}:*" for word in wanted)
    return rows.filter(
        RawSQL(  # noqa: S611 the words are folded to [0-9a-z] and passed as a parameter
            f'"{table}"."{column}" @@ to_tsquery(\'simple\'::regconfig, %s)',
            [condition],
            output_field=models.BooleanField(),
        )
    )


def nearest(rows: "models.QuerySet[M]", query: str, *, start: int, number: int, column: str = "search") -> list[Any]:
    """
    Keys of rows that match, in the order of ``rows``, from ``start``: for words that very many rows have.

    Walks the index of the order and stops when it has enough, where a search by words would first fetch all and sort
    them. It looks at no more than REACH rows; fewer keys than asked for mean that it had to give up.
    """
    order = rows.query.order_by
    names = [str(name).removeprefix("-") for name in order]
    walked = rows.values("pk", column, *names)[:REACH]
    sql, parameters = walked.query.sql_with_params()
    aliases = ", ".join(f"o{place}" for place in range(len(names)))
    sorting = ", ".join(f"o{place}{' DESC' * str(name).startswith('-')}" for place, name in enumerate(order))
    condition = " & ".join(f"{word}:*" for word in text.words(query))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key FROM ({sql}) AS walked(key, words, {aliases}) "  # noqa: S608 made by the ORM
            f"WHERE words @@ to_tsquery('simple'::regconfig, %s) ORDER BY {sorting} LIMIT %s OFFSET %s",
            [*parameters, condition, number, start],
        )
        return [row[0] for row in cursor.fetchall()]


def counted(rows: "models.QuerySet[M]") -> tuple[int, bool]:
    """How many rows, at most LIMIT, and whether there are more."""
    number = rows.order_by()[: LIMIT + 1].count()
    return min(number, LIMIT), number > LIMIT
