"""Which place the words of an address mean on the map of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from khuyencong.directory import names
from khuyencong.directory.names import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS, Part
from khuyencong.directory.queries.gazetteer import Called, Gazetteer, Names, Place


@dataclass(frozen=True, slots=True)
class Resolution:
    """
    What an address means. ``confident``: nobody needs to look at it again.

    ``candidates`` are the communes it may mean where it is not sure. ``former`` says that the words were those of an
    earlier map or an earlier name. ``stated`` holds the kinds the words themselves give, by level.
    """

    province: Place | None
    district: Place | None = None
    commune: Place | None = None
    candidates: tuple[Place, ...] = ()
    confident: bool = False
    former: bool = False
    paired: bool = False
    """Whether the words name both the district and the commune in it."""
    zone: str | None = None
    stated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    called: Called
    part: Part
    position: int

    @property
    def score(self) -> int:
        """Names of the day before former ones, the kind stated before another."""
        kind = self.part.kind in ("", self.called.kind)
        return (0 if self.called.former else 4) + (2 if kind else 0) + (1 if self.part.kind == self.called.kind else 0)


@dataclass(frozen=True, slots=True)
class _Address:
    """The words taken apart once, for every map they are looked up on."""

    parts: tuple[Part, ...]
    zone: str | None

    @classmethod
    def of(cls, words: str) -> "_Address":
        return cls(tuple(names.parts_of(words)), names.zone_in(words))


def resolve(gazetteer: Gazetteer, address: str, province: Place | None = None) -> Resolution:
    """What the address means on that map; words of the map with districts are followed to this one."""
    words = _Address.of(address)
    reading = _Reading(gazetteer, words, province)
    here = reading.resolution()
    if gazetteer.before is None:
        return here
    if here.commune and here.confident and reading.says_no_more():
        return _unless_a_district(gazetteer.before, here, words)
    return _followed(gazetteer, gazetteer.before, words, here.province, here) or here


def _unless_a_district(before: Gazetteer, here: Resolution, words: _Address) -> Resolution:
    """«Hương Khê» without a kind may be the commune of today or the district of yesterday: somebody must look."""
    if here.commune is None or any(part.kind in COMMUNE_KINDS for part in words.parts):
        return here
    if names.key_of(here.commune.name) in before.districts:
        return replace(here, confident=False, candidates=(here.commune,))
    return here


def _followed(
    now: Gazetteer, before: Gazetteer, words: _Address, province: Place | None, here: Resolution
) -> Resolution | None:
    olds: list[Place | None] = [*before.predecessors_here(province.id)] if province else [None]
    readings = [r for r in (_Reading(before, words, old).resolution() for old in olds) if r.commune]
    best = _surest(readings)
    if not best or (here.commune and not best[0].paired):
        return None
    ways = [way for r in best if r.commune for way in now.successors_here(r.commune.id)]
    places = list({place.id: place for place, _whole in ways}.values())
    one = len(places) == 1
    sure = one and ways[0][1] and len(best) == 1 and best[0].confident
    return Resolution(
        province=now.province_of(places[0]) if places else province,
        commune=places[0] if one else None,
        candidates=() if sure else tuple(places),
        confident=sure,
        former=True,
        paired=best[0].paired,
        zone=words.zone,
        stated=best[0].stated,
    )


def _surest(readings: list[Resolution]) -> list[Resolution]:
    top = max(((r.paired, r.confident) for r in readings), default=None)
    return [r for r in readings if (r.paired, r.confident) == top]


class _Reading:
    """One address on one map."""

    def __init__(self, gazetteer: Gazetteer, address: _Address, province: Place | None) -> None:
        self.map = gazetteer
        self.parts = address.parts
        self.zone = address.zone
        self.province = province
        self.named_province: Part | None = None
        self._find_province()

    def says_no_more(self) -> bool:
        """Whether the words name no district, nor a commune besides the one found."""
        kinds = [part.kind for part in self.parts if part is not self.named_province]
        return len([kind for kind in kinds if kind in COMMUNE_KINDS or kind == ""]) <= 1 and not (
            set(kinds) & DISTRICT_KINDS
        )

    def resolution(self) -> Resolution:
        """District first, then the commune within it."""
        districts = self._matches(self.map.districts, DISTRICT_KINDS)
        communes = self._matches(self.map.communes, COMMUNE_KINDS)
        pairs = [
            (c, d)
            for c in communes
            for d in districts
            if c.position < d.position and c.called.place.district_code == d.called.place.code
        ]
        if pairs:
            top = max(c.score + d.score for c, d in pairs)
            best = [(c, d) for c, d in pairs if c.score + d.score == top]
            return replace(self._answer([c for c, _ in best], best[0][1], sure_of=True), paired=True)
        if districts and not self._states_commune(communes):
            return self._answer([], self._best(districts)[0], sure_of=len(self._best(districts)) == 1)
        best_communes = self._best(communes)
        stated = bool(best_communes) and best_communes[0].part.kind in COMMUNE_KINDS
        sure = (stated or not self.map.has_districts) and self.province is not None and not districts
        return self._answer(best_communes, None, sure_of=sure and not any(m.called.former for m in best_communes))

    def _answer(self, communes: list[_Match], district: _Match | None, *, sure_of: bool) -> Resolution:
        places = list({match.called.place.id: match.called.place for match in communes}.values())
        commune = places[0] if len(places) == 1 else None
        within = district.called.place if district else (self.map.district_of(commune) if commune else None)
        lowest = commune or within
        confident = sure_of and lowest is not None and len(places) <= 1
        stated = [(level, m.part.kind) for level, m in _levels(communes[:1], district) if m.part.kind]
        return Resolution(
            province=self.map.province_of(lowest) if lowest else self.province,
            district=within,
            commune=commune,
            candidates=() if confident else tuple(places),
            confident=confident,
            former=any(match.called.former for match in [*communes[:1], *([district] if district else [])]),
            zone=self.zone,
            stated=tuple(stated),
        )

    def _find_province(self) -> None:
        for part in reversed(self.parts):
            if part.kind not in ("", *PROVINCE_KINDS):
                continue
            for called in (c for key in names.province_keys(part) for c in self.map.provinces.get(key, ())):
                # «TP Hà Tĩnh» is the town: the province is a tỉnh
                if part.kind in ("", called.kind) and self.province in (None, called.place):
                    self.province, self.named_province = called.place, part
                    return

    def _matches(self, listed: Names, kinds: frozenset[str]) -> list[_Match]:
        found = []
        for position, part in enumerate(self.parts):
            if part is self.named_province and len(self.parts) > 1:
                continue
            keys = {part.key} if part.kind in ("", *kinds) else set()
            if part.whole_key != part.key:
                keys.add(part.whole_key)
            for key in keys:
                stated = part if key == part.key else Part("", key, key)
                found += [_Match(c, stated, position) for c in listed.get(key, ()) if self._inside(c.place)]
        return found

    def _inside(self, place: Place) -> bool:
        return self.province is None or place.province_code == self.province.code

    def _states_commune(self, communes: list[_Match]) -> bool:
        return any(match.part.kind in COMMUNE_KINDS for match in communes)

    @staticmethod
    def _best(matches: list[_Match]) -> list[_Match]:
        top = max((match.score for match in matches), default=0)
        return [match for match in matches if match.score == top]


def _levels(communes: list[_Match], district: _Match | None) -> Iterable[tuple[str, _Match]]:
    yield from (("commune", match) for match in communes)
    if district:
        yield "district", district
