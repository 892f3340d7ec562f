"""How a norm is said: never as law what was not read in the law."""

from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from khuyencong.policy.lawbook import Norm
from khuyencong.policy.models import MachineUse
from khuyencong.policy.queries import Line, Standing
from khuyencong.web.templatetags.khuyencong import million

STANDINGS = {
    Standing.BINDING: ("holds", gettext_lazy("read in the text")),
    Standing.CONFIRMED: ("holds", gettext_lazy("compared with the text and signed")),
    Standing.READ_UNTIL: ("warns", gettext_lazy("read for an earlier day only")),
    Standing.READ_ELSEWHERE: ("warns", gettext_lazy("read elsewhere, not compared with the text")),
    Standing.NOT_READ: ("warns", gettext_lazy("not compared with the text")),
    Standing.DERIVED: ("warns", gettext_lazy("inferred, not in the text")),
    Standing.SHOWN: ("informs", gettext_lazy("only shown")),
}
WHY = {
    Standing.BINDING: gettext_lazy("The figure was read in the text. A proposal over it is blocked."),
    Standing.CONFIRMED: gettext_lazy("An officer compared the figure with the text. A proposal over it is blocked."),
    Standing.READ_UNTIL: gettext_lazy(
        "The text was read only for earlier days. A later change may have moved the figure: the system warns, it does "
        "not block, until an officer compares it with the text."
    ),
    Standing.READ_ELSEWHERE: gettext_lazy(
        "The figure was read in the press or on another page, not in the text itself. The system only warns."
    ),
    Standing.NOT_READ: gettext_lazy(
        "Nobody has read this figure in the text yet. The system only warns until an officer compares the two."
    ),
    Standing.DERIVED: gettext_lazy("The text is silent; this is an inference. The system never blocks by it."),
    Standing.SHOWN: gettext_lazy("Shown for information. The system never reckons with it."),
}
EVIDENCE = {
    "primary_copy": gettext_lazy("the whole article, in a copy of the official codification"),
    "article_quoted": gettext_lazy("the clause, as quoted by a legal page"),
    "publisher_summary": gettext_lazy("a legal publisher's summary"),
    "scope_read_amount_cut": gettext_lazy("the clause without its amount: the stored page ends before it"),
    "provincial_mirror_only": gettext_lazy("only the same figure in rules of provinces"),
    "press": gettext_lazy("a press report"),
    "entered": gettext_lazy("entered by an officer"),
    "none": gettext_lazy("nothing: known from memory"),
}
BASES = {
    "cost": gettext_lazy("of the cost"),
    "booth_rent": gettext_lazy("of the booth's rent"),
    "listed_costs": gettext_lazy("of the costs listed"),
    "air_fare": gettext_lazy("of the air fare"),
    "loan_interest": gettext_lazy("of the loan interest"),
    "support": gettext_lazy("of the support"),
    "yearly_budget": gettext_lazy("of the year's industrial promotion money"),
    "estimate": gettext_lazy("of the project's estimate"),
}
GROUPS = {
    1: gettext_lazy("Vocational training"),
    2: gettext_lazy("Management capacity, awareness, start-up"),
    3: gettext_lazy("Models, technology, machinery"),
    4: gettext_lazy("Typical products, fairs, brands"),
    5: gettext_lazy("Consultancy"),
    6: gettext_lazy("Information and publicity"),
    7: gettext_lazy("Linkage, clusters, relocation, pollution"),
    8: gettext_lazy("International cooperation"),
    9: gettext_lazy("Capacity of the promotion system"),
    0: gettext_lazy("Limits and rates"),
}
CHANGES = {
    "new": ("asks", gettext_lazy("new norm")),
    "ended": ("informs", gettext_lazy("norm ended")),
    "rose": ("holds", gettext_lazy("rose")),
    "fell": ("warns", gettext_lazy("fell")),
    "reworded": ("asks", gettext_lazy("set otherwise")),
    "standing": ("warns", gettext_lazy("certainty changed")),
    "same": ("informs", gettext_lazy("unchanged")),
}


def number(value: Decimal) -> str:
    """2.5 as 2,5 in Vietnamese, without idle zeros."""
    text = f"{value.normalize():f}"
    return text.replace(".", ",") if get_language() != "en" else text


def bare_figure(norm: Norm) -> str:
    """The figure alone: «50% of the cost, 300 million đồng»."""
    parts = []
    if norm.cap_percent is not None:
        base = BASES.get(norm.percent_of, norm.percent_of)
        parts.append(_("{percent}% {base}").format(percent=number(norm.cap_percent), base=base))
    if norm.cap_vnd is not None:
        words = _("not more than {amount} million đồng") if parts else _("{amount} million đồng")
        parts.append(words.format(amount=million(norm.cap_vnd)))
    if norm.cap_multiplier is not None:
        parts.append(_("{times} times the norm").format(times=number(norm.cap_multiplier)))
    return ", ".join(parts)


def figure(line: Line) -> str:
    """The figure as it may be said on that day: «at most …» only where it may be relied on."""
    bare = bare_figure(line.norm)
    if not bare:
        return _("no figure of its own")
    if line.standing.sure:
        return _("at most {figure}").format(figure=bare)
    if line.standing is Standing.READ_UNTIL:
        day = formats.date_format(line.norm.verified_until)
        return _("about {figure}, by the text as read up to {day}").format(figure=bare, day=day)
    if line.standing is Standing.SHOWN:
        return bare
    return _("about {figure}, not compared with the text").format(figure=bare)


def shown(line: Line) -> dict[str, Any]:
    """A norm as a row of a page."""
    weight, label = STANDINGS[line.standing]
    if line.standing is Standing.READ_UNTIL:
        label = _("read up to {day}").format(day=formats.date_format(line.norm.verified_until))
    return {
        "line": line,
        "norm": line.norm,
        "activity": line.activity,
        "key": line.norm.key,
        "figure": figure(line),
        "weight": weight,
        "standing": label,
        "in_the_check": _in_the_check(line.standing).label,
        "place": line.row.territory,
    }


def _in_the_check(standing: Standing) -> MachineUse:
    """What a rule does on that day, which may be less than the row would allow."""
    if standing.sure:
        return MachineUse.ENFORCE
    return MachineUse.DISPLAY_ONLY if standing is Standing.SHOWN else MachineUse.WARN_ONLY
