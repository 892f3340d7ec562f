"""A believable programme: plans of provinces with invented establishments. The same seed gives the same plans."""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khuyencong.demo import names
from khuyencong.planning.facts import LineFacts, PartyFacts, PlanFacts
from khuyencong.policy.case import BeneficiaryKind, Level, ProjectKind

MILLION = 1_000_000
MACHINERY, LINE, MODEL, BRAND, FAIR, TRAINING = (
    "advanced_machinery",
    "technology_line",
    "demo_model_new_tech",
    "brand_registration",
    "domestic_fair_attend",
    "vocational_training",
)
MIX = ((MACHINERY, 60), (LINE, 8), (MODEL, 9), (BRAND, 8), (FAIR, 7), (TRAINING, 8))


@dataclass(frozen=True, slots=True)
class DemoProvince:
    """A province on the map of a day, with communes as addresses write them."""

    name: str
    centre: str
    addresses: tuple[str, ...]


def plan_of(
    province: DemoProvince, *, year: int, level: Level, lines: int, seed: str, decided_on: datetime.date | None = None
) -> PlanFacts:
    """
    A plan with that many lines. About one line in twelve has something an officer should see: a support above its
    ceiling, a total that does not add up, a missing tax code.
    """
    dice = random.Random(f"{seed}/{province.name}/{year}/{level}")  # noqa: S311 invented data, not a secret
    rows = tuple(_line(dice, province, year, level, row) for row in range(3, lines + 3))
    decided = decided_on or datetime.date(year - 1, 12, dice.randint(10, 28))
    return PlanFacts(
        level=level,
        year=year,
        province=province.name,
        drafted_by=province.centre,
        decision_number=f"{dice.randint(1200, 4900)}/QĐ-{'BCT' if level is Level.NATIONAL else 'UBND'}",
        decided_on=decided,
        declared_projects=lines,
        declared_support=sum(row.support for row in rows),
        lines=rows,
    )


def many_lines(
    provinces: Sequence[DemoProvince], *, year: int, number: int, seed: str, first: int
) -> Iterator[PlanFacts]:
    """Plans with ``number`` lines in all, for measuring; decisions count on from ``first``."""
    left = number
    batch = 0
    while left > 0:
        for province in provinces:
            size = min(left, 400)
            if size <= 0:
                return
            level = Level.LOCAL if batch % 3 else Level.NATIONAL
            plan = plan_of(province, year=year - batch % 7, level=level, lines=size, seed=f"{seed}-{batch}")
            yield replace(plan, decision_number=f"{first + batch}/QĐ-MH")
            left -= size
            batch += 1


def _line(dice: random.Random, province: DemoProvince, year: int, level: Level, row: int) -> LineFacts:
    activity = dice.choices([code for code, _ in MIX], [share for _, share in MIX])[0]
    trade = dice.choice(names.TRADES)
    if activity in (FAIR, TRAINING):
        return _service_line(dice, province, year, level, row, activity, trade)
    party = _party(dice, province, trade)
    total, support = _amounts(dice, activity)
    faulty = dice.random()
    if faulty < 0.03:
        support = support * 3 // 2
    counterpart = total - support
    if 0.03 <= faulty < 0.05:
        counterpart -= 10 * MILLION
    return LineFacts(
        row=row,
        order_number=str(row - 2),
        name=_name(dice, activity, trade),
        level=level,
        kind=ProjectKind.SINGLE,
        activity=activity,
        implementing_body=province.centre,
        parties=(party,),
        total=total,
        support_national=support if level is Level.NATIONAL else None,
        support_local=support if level is Level.LOCAL else None,
        counterpart=counterpart,
        starts_on=datetime.date(year, dice.randint(1, 4), 1),
        ends_on=datetime.date(year, dice.randint(8, 12), 28),
    )


def _service_line(
    dice: random.Random,
    province: DemoProvince,
    year: int,
    level: Level,
    row: int,
    activity: str,
    trade: names.TradeWords,
) -> LineFacts:
    if activity == FAIR:
        name = f"Hỗ trợ tham gia hội chợ hàng công nghiệp nông thôn tiêu biểu năm {year}"
        total = dice.randint(8, 22) * 10 * MILLION
        support = total * 8 // 10
    else:
        name = f"Đào tạo nghề {trade.trade.lower()} cho {dice.choice((35, 70, 105))} lao động"
        total = support = dice.randint(6, 20) * 10 * MILLION
    return LineFacts(
        row=row,
        order_number=str(row - 2),
        name=name,
        level=level,
        kind=ProjectKind.GROUP,
        activity=activity,
        implementing_body=province.centre,
        total=total,
        support_national=support if level is Level.NATIONAL else None,
        support_local=support if level is Level.LOCAL else None,
        counterpart=total - support,
        starts_on=datetime.date(year, 3, 1),
        ends_on=datetime.date(year, 11, 30),
    )


def _party(dice: random.Random, province: DemoProvince, trade: names.TradeWords) -> PartyFacts:
    form, kind = dice.choices(names.FORMS, (30, 12, 18, 8, 18, 4, 10))[0]
    initials = ". ".join(dice.choice(names.INITIALS) for _ in range(3)) + "."
    named = form.format(trade=trade.company, place=dice.choice(names.PLACE_WORDS), initials=initials)
    coded = kind in ("sme", "cooperative") and dice.random() > 0.04
    return PartyFacts(
        name=named,
        kind=BeneficiaryKind(kind),
        tax_code=invented_tax_code(dice) if coded else "",
        place_text=dice.choice(province.addresses),
        trade_text=trade.trade,
    )


def _amounts(dice: random.Random, activity: str) -> tuple[int, int]:
    if activity == MODEL:
        support = dice.randint(20, 80) * 10 * MILLION
        return support * 4 + dice.randint(1, 90) * 10 * MILLION, support
    if activity == BRAND:
        return dice.randint(7, 10) * 10 * MILLION, 35 * MILLION
    support = dice.randint(10, 30) * 10 * MILLION
    return support * 2 + dice.randint(2, 120) * 10 * MILLION, support


def _name(dice: random.Random, activity: str, trade: names.TradeWords) -> str:
    product, machine = dice.choice(trade.products), dice.choice(trade.machines)
    if activity == MODEL:
        return f"Xây dựng mô hình trình diễn kỹ thuật sản xuất {product}"
    if activity == BRAND:
        return f"Xây dựng và đăng ký nhãn hiệu sản phẩm {product}"
    if activity == LINE:
        return f"Ứng dụng dây chuyền công nghệ trong sản xuất {product}"
    return f"Ứng dụng {machine} trong sản xuất {product}"


def invented_tax_code(dice: random.Random) -> str:
    """A code with a right check digit whose first two digits are no tax office's, so that it is nobody's."""
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    while True:
        digits = [9, 9, *(dice.randint(0, 9) for _ in range(7))]
        check = 10 - sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11
        if check < 10:
            return "".join(map(str, digits)) + str(check)
