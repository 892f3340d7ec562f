"""How values are shown."""

import functools
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from khuyencong.core.text import grouped
from khuyencong.planning.states import Verdict
from khuyencong.web.acts import words_for

register = template.Library()
_VERDICTS = dict(Verdict.choices)


@register.filter
def million(amount: int | None) -> str:
    """Whole đồng as triệu đồng with at most three decimals: 4.862 or 12,5; a dash where not given."""
    if amount is None:
        return "–"
    whole, rest = divmod((abs(amount) + 500) // 1000, 1000)
    language = get_language() or "vi"
    text = grouped(whole, language)
    if rest:
        text += ("," if language == "vi" else ".") + f"{rest:03d}".rstrip("0")
    return f"−{text}" if amount < 0 else text


@register.filter
def dong(amount: int | None) -> str:
    """Whole đồng with the thousands apart; a dash where not given."""
    return "–" if amount is None else grouped(amount, get_language() or "vi")


@register.filter
def by_language(vietnamese: Any, english: Any) -> Any:
    """The value for the language of the page: {{ activity.name_vi|by_language:activity.name_en }}."""
    return english if get_language() == "en" and english else vietnamese


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """The value under a key, or nothing."""
    return mapping.get(key) if mapping else None


@register.filter
def verdict_tag(verdict: str) -> SafeString:
    """The result of the check as a coloured word; as components/weight.html, quick enough for long lists."""
    return _verdict_tag(verdict, get_language() or "vi")


@functools.lru_cache(maxsize=32)
def _verdict_tag(verdict: str, _language: str) -> SafeString:
    return format_html('<span class="kc-tag kc-tag-{}">{}</span>', verdict, _VERDICTS.get(verdict, verdict))


@register.filter
def act_words(what: str) -> str:
    """The name of an act in plain words."""
    return words_for(what)
