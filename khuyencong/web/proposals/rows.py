"""
The rows of the list, made without the template engine.

In a template the six hundred values of sixty rows were the larger part of rendering the page.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuyencong.planning.states import Kind
from khuyencong.web.proposals import choices
from khuyencong.web.templatetags.khuyencong import million, verdict_tag

ROW = (
    '<tr><th scope="row"><a href="/proposals/{0}/">{0}</a></th>'
    '<td class="wide">{1}<span class="kc-who">{2}</span></td>'
    '<td class="away">{3}</td>'
    '<td class="away">{4}<span class="kc-who">{5}</span></td>'
    '<td class="kc-number" data-label="{6}">{7}</td>'
    '<td class="kc-number" data-label="{8}"><strong>{9}</strong></td>'
    "<td>{10}</td></tr>\n"
)


def rows_of(rows: Iterable[dict[str, Any]]) -> SafeString:
    """The body of the table, in the language of the page. Every text is escaped here, once."""
    language = get_language() or "vi"
    words = choices.words(language)
    total, support = escape(_("Total")), escape(_("Support"))
    return mark_safe("".join(ROW.format(*_cells(row, language, words, total, support)) for row in rows))  # noqa: S308


def _cells(
    row: dict[str, Any], language: str, words: dict[str, dict[str, str]], total: str, support: str
) -> tuple[str, ...]:
    return (
        escape(row["reference"]),
        escape(row["name"]),
        escape(_who(row, words)),
        escape(row[f"activity__name_{language}"] or row["activity__name_vi"] or row["activity_text"]),
        escape(row["province__name"]),
        escape(f"{words['level'][row['level']]} · {row['year']}"),
        total,
        million(row["total"]),
        support,
        million(row["support"]),
        verdict_tag(row["verdict"]),
    )


def _who(row: dict[str, Any], words: dict[str, dict[str, str]]) -> str:
    several = row["beneficiary_count"] > 1
    named = _("%(count)s establishments") % {"count": row["beneficiary_count"]} if several else row["beneficiary_names"]
    return " · ".join(
        part for part in (named, "" if row["kind"] == Kind.SINGLE else words["kind"][row["kind"]]) if part
    )
