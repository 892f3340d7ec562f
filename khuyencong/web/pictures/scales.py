"""How a figure becomes one of at most five steps from light to dark."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyencong.web.pictures import palette
from khuyencong.web.pictures.figures import Unit

CLASSES = len(palette.STEPS)


@dataclass(frozen=True)
class Scale:
    """The classes of a map, lowest first; ``title`` stands over the legend."""

    title: str
    labels: tuple[str, ...]
    starts: tuple[int, ...]
    unit: Unit | None = None

    def fill(self, value: int) -> str:
        """The colour of the class in which the value falls."""
        return palette.steps_for(len(self.labels))[max(bisect_right(self.starts, value) - 1, 0)]

    def brief(self, value: int) -> str:
        """What stands on a tile."""
        return self.unit.brief(value) if self.unit else self.labels[self.starts.index(value)]

    def exact(self, value: int) -> str:
        """What stands in the table."""
        return self.unit.exact(value) if self.unit else self.labels[self.starts.index(value)]

    def legend(self) -> list[tuple[str, str]]:
        """Colour and words of each class."""
        return list(zip(palette.steps_for(len(self.labels)), self.labels, strict=True)) if self.labels else []


def of_numbers(values: Iterable[int], unit: Unit) -> Scale:
    """Classes holding about as many places each, beginning at round figures."""
    known = sorted(values)
    starts = _starts(known)
    following = [*starts[1:], None]
    labels = [
        _class_words(start, following[at], known, unit, distinct=len(set(known)) <= CLASSES)
        for at, start in enumerate(starts)
    ]
    return Scale(title=str(unit.label), labels=tuple(labels), starts=tuple(starts), unit=unit)


def of_kinds(title: str, kinds: Mapping[int, str]) -> Scale:
    """Up to five named kinds, the lightest first, such as 0 «sent» and 1 «not sent»."""
    if not 1 <= len(kinds) <= CLASSES:
        raise ValueError("A map tells from one to five kinds apart.")
    return Scale(title=title, labels=tuple(kinds.values()), starts=tuple(kinds))


def _starts(known: list[int]) -> list[int]:
    distinct = sorted(set(known))
    if len(distinct) <= CLASSES:
        return distinct
    cuts = {_round_down(known[len(known) * step // CLASSES]) for step in range(1, CLASSES)}
    return [known[0], *sorted(cut for cut in cuts if cut > known[0])]


def _round_down(value: int) -> int:
    """To two leading digits: a class begins at 1.200, not at 1.234."""
    step = 10 ** max(len(str(abs(value))) - 2, 0)
    return value // step * step


def _class_words(start: int, end: int | None, known: list[int], unit: Unit, *, distinct: bool) -> str:
    if distinct:
        return unit.brief(start)
    if end is None:
        return _("%(from)s or more") % {"from": unit.brief(start)}
    if start == known[0]:
        return _("under %(to)s") % {"to": unit.brief(end)}
    return _("%(from)s to under %(to)s") % {"from": unit.brief(start), "to": unit.brief(end)}
