"""The register of establishments: found whatever way it is typed, one record each, merges that can be taken back."""

import io

import pytest
import xlsxwriter
from django.db import IntegrityError, transaction

from khuyencong.audit.models import Act
from khuyencong.core import events
from khuyencong.core.refusals import Conflict, NotAllowed, UnusableInput, WrongState
from khuyencong.core.text import sort_key
from khuyencong.directory import actions
from khuyencong.directory.events import EstablishmentsMerged, MergeUndone
from khuyencong.directory.models import (
    Establishment,
    EstablishmentFact,
    EstablishmentKind,
    EstablishmentMerge,
    EstablishmentTrade,
    Trade,
)
from khuyencong.directory.queries.establishments import Wanted, fact_on, known, name_key, similar
from khuyencong.directory.queries.people import territory_of
from khuyencong.directory.roles import Role
from khuyencong.policy.case import BeneficiaryKind
from tests.directory.conftest import AFTER, BEFORE, TODAY

pytestmark = pytest.mark.django_db
GOOD, OTHER_GOOD = "3702457025", "3700146458"


@pytest.fixture
def officer(body, person):
    return person(body("khuyen-cong-bac-ninh-2025"), Role.CENTRE_OFFICER)


@pytest.fixture
def bac_ninh(province_on):
    return province_on("24")


@pytest.fixture
def register(officer, bac_ninh):
    def make(name="Công ty TNHH Á Châu", **fields):
        fields = {"kind": "sme", "province_id": bac_ninh.pk, "by": officer, "on": TODAY, **fields}
        return actions.register_establishment(name=name, **fields)

    return make


def test_the_kinds_are_those_the_rules_know():
    assert set(EstablishmentKind.values) == {kind.value for kind in BeneficiaryKind}


def test_an_establishment_is_registered_and_recorded(register, officer):
    made = register(name="  Công ty  TNHH Á Châu ", tax_code="3702457025 ")

    assert (made.name, made.tax_code) == ("Công ty TNHH Á Châu", GOOD)
    assert made.registered_for.key == "khuyen-cong-bac-ninh-2025"
    act = Act.objects.latest("pk")
    assert (act.what, act.chain) == ("directory.establishment.registered", "khuyen-cong-bac-ninh-2025")


@pytest.mark.parametrize(
    "fields",
    [{"name": " "}, {"kind": "shop"}, {"tax_code": "0101010101"}, {"tax_code": "0100233480"}, {"tax_code": "12"}],
)
def test_what_cannot_be_is_refused_with_its_field(register, fields):
    with pytest.raises(UnusableInput) as refusal:
        register(**fields)

    assert refusal.value.field in fields


def test_a_seed_code_is_refused_with_the_reason(register):
    with pytest.raises(UnusableInput, match="không bao giờ được cấp"):
        register(tax_code="0101010101")


def test_an_officer_of_another_province_registers_none(register, person, body):
    with pytest.raises(NotAllowed):
        register(by=person(body("khuyen-cong-lao-cai-2025")))


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.INSPECTOR, Role.ANALYST, Role.ADMINISTRATOR])
def test_other_roles_register_none(register, person, body, role):
    with pytest.raises(NotAllowed):
        register(by=person(body("khuyen-cong-bac-ninh-2025"), role))


def test_one_tax_code_is_one_establishment_also_for_the_database(register, bac_ninh):
    register(tax_code=GOOD)

    with pytest.raises(Conflict, match="Á Châu"):
        register(name="Khác", tax_code=GOOD)
    with pytest.raises(IntegrityError), transaction.atomic():
        Establishment.objects.create(kind="sme", name="B", tax_code=GOOD, province=bac_ninh)


def test_many_may_have_none_yet(register):
    register(name="Hộ A")
    register(name="Hộ B")

    assert Establishment.objects.filter(tax_code="").count() == 2


GOLDEN = [
    ("Công ty TNHH Hoà Phát", ["hoa phat", "Hòa Phát", "HOÀ PHÁT", "hoà", "cong ty hoa"]),
    ("HTX Thuỷ sản Đông Hải", ["thuy san", "Thủy sản", "thuỷ", "dong hai", "Đông Hải", "dong h"]),
    ("Cơ sở gỗ Mỹ nghệ Quý Dậu", ["go my nghe", "gỗ mỹ", "quy dau", "my nghe quy"]),
    ("Công ty CP TM/DV Đức Tiến", ["tm dv", "duc tien", "TM/DV", "đức", "dv duc"]),
    ("Nhà máy gạch ƯỚC MƠ-2", ["uoc mo", "ước mơ 2", "uoc", "gach uoc"]),
    ("Doanh nghiệp Nguyễn Khuyến", ["nguyen", "khuyen", "nguyễn khuyến"]),
]


@pytest.mark.parametrize(("name", "typed"), [(name, typed) for name, ways in GOLDEN for typed in ways])
def test_search_finds_it_however_it_is_typed(bac_ninh, name, typed):
    for each, _ in GOLDEN:
        Establishment.objects.create(kind="sme", name=each, province=bac_ninh)

    assert name in [found.name for found in Establishment.objects.found_by(typed)]


def test_search_finds_by_the_beginning_of_a_tax_code(register):
    made = register(name="Chi nhánh", tax_code="0314409058-002")

    assert list(Establishment.objects.found_by("0314409")) == [made]
    assert list(Establishment.objects.found_by("0314409058-002")) == [made]


def test_names_stand_in_the_order_of_a_vietnamese_dictionary(bac_ninh):
    ordered = ["An", "Ánh", "Ân", "Bình", "Dũng", "Đạt", "Đức", "Em", "Oanh", "Ông", "Ơn", "Uyên", "Ưng", "Yến"]
    Establishment.objects.bulk_create(
        Establishment(kind="sme", name=name, province=bac_ninh) for name in sorted(ordered, reverse=True)
    )

    assert [one.name for one in Establishment.objects.all().sorted_by_name()] == ordered
    assert sorted(ordered, key=sort_key) == ordered


def test_a_merged_province_sees_the_establishments_of_its_predecessors(person, body, province_on):
    old = Establishment.objects.create(kind="sme", name="Cũ", province=province_on("24", BEFORE))
    new = Establishment.objects.create(kind="sme", name="Mới", province=province_on("24", AFTER))
    Establishment.objects.create(kind="sme", name="Nơi khác", province=province_on("15"))

    seen = Establishment.objects.visible_to(territory_of(person(body("so-cong-thuong-bac-ninh-2025")), TODAY))

    assert set(seen) == {old, new}
    assert Establishment.objects.visible_to(territory_of(person(body("bo-cong-thuong")), TODAY)).count() == 3
    assert not Establishment.objects.visible_to(territory_of(person(), TODAY)).exists()


def test_a_correction_keeps_what_stood_before(register, officer):
    made = register(tax_code=GOOD)

    actions.correct_establishment(
        establishment=made, changes={"name": "Công ty Á Âu", "tax_code": ""}, by=officer, on=TODAY, revision=1
    )

    made.refresh_from_db()
    assert (made.name, made.tax_code, made.revision, made.name_key) == ("Công ty Á Âu", "", 2, "a au")
    assert Act.objects.latest("pk").details["before"] == {"name": "Công ty TNHH Á Châu", "tax_code": GOOD}


def test_two_people_do_not_overwrite_each_other(register, officer):
    made = register()
    actions.correct_establishment(establishment=made, changes={"phone": "1"}, by=officer, on=TODAY, revision=1)

    with pytest.raises(Conflict):
        actions.correct_establishment(establishment=made, changes={"phone": "2"}, by=officer, on=TODAY, revision=1)


def test_a_field_of_the_system_is_not_corrected(register, officer):
    with pytest.raises(UnusableInput):
        actions.correct_establishment(establishment=register(), changes={"merged_into": 1}, by=officer, on=TODAY)


def test_an_officer_does_not_move_one_into_a_province_of_others(register, officer, province_on):
    with pytest.raises(NotAllowed):
        actions.correct_establishment(
            establishment=register(), changes={"province_id": province_on("15").pk}, by=officer, on=TODAY
        )


def test_facts_are_dated(register, officer):
    made = register()
    for year, workers in ((2024, 10), (2025, 25)):
        actions.note_fact(
            establishment=made, kind="workers", value=workers, as_of=AFTER.replace(year=year), by=officer, on=TODAY
        )

    assert fact_on(made, "workers", AFTER.replace(month=6)).value == 10
    assert fact_on(made, "workers", TODAY).value == 25
    with pytest.raises(UnusableInput):
        actions.note_fact(establishment=made, kind="workers", value=-1, as_of=AFTER, by=officer, on=TODAY)


# merging


def snapshot():
    return {
        model.__name__: sorted(model.objects.values_list(*fields))
        for model, fields in (
            (Establishment, ["pk", "name", "tax_code", "address", "phone", "representative_name", "merged_into_id"]),
            (EstablishmentFact, ["pk", "establishment_id", "value"]),
            (EstablishmentTrade, ["pk", "establishment_id", "words"]),
        )
    }


@pytest.fixture
def pair(register, officer):
    kept = register(name="Công ty TNHH Á Châu")
    merged = register(name="Cty TNHH Á Châu", tax_code=GOOD, phone="0222", address="xã Tiên Du")
    for one, workers in ((kept, 10), (merged, 20)):
        actions.note_fact(establishment=one, kind="workers", value=workers, as_of=AFTER, by=officer, on=TODAY)
    actions.state_trade(establishment=merged, words="sản xuất gạch", by=officer, on=TODAY)
    return kept, merged


@pytest.fixture
def merge(pair, officer):
    def do():
        kept, merged = pair
        return actions.merge_establishments(kept=kept, merged=merged, by=officer, reason="cùng một cơ sở", on=TODAY)

    return do


def test_a_merge_moves_everything_and_fills_what_was_missing(pair, merge):
    kept, merged = pair

    merge()

    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (kept.tax_code, kept.phone, kept.address) == (GOOD, "0222", "xã Tiên Du")
    assert merged.merged_into == kept
    assert kept.facts.count() == 2
    assert kept.trades.count() == 1
    assert list(Establishment.objects.standing()) == [kept]


def test_taking_a_merge_back_restores_exactly(pair, merge, officer):
    before = snapshot()

    actions.undo_merge(merge=merge(), by=officer, on=TODAY)

    assert snapshot() == before
    assert EstablishmentMerge.objects.get().undone_by == officer


def test_what_was_added_after_the_merge_stays_with_the_kept_one(pair, merge, officer):
    kept, _merged = pair
    done = merge()
    later = actions.note_fact(establishment=kept, kind="revenue", value=5, as_of=TODAY, by=officer, on=TODAY)
    kept.refresh_from_db()
    actions.correct_establishment(establishment=kept, changes={"phone": "0999"}, by=officer, on=TODAY)

    actions.undo_merge(merge=done, by=officer, on=TODAY)

    later.refresh_from_db()
    kept.refresh_from_db()
    assert (later.establishment, kept.phone, kept.tax_code) == (kept, "0999", "")


def test_a_merge_is_done_once_and_taken_back_once(pair, merge, officer):
    done = merge()
    with pytest.raises(WrongState):
        merge()
    actions.undo_merge(merge=done, by=officer, on=TODAY)

    with pytest.raises(WrongState):
        actions.undo_merge(merge=done, by=officer, on=TODAY)
    assert merge().undone_on is None


def test_two_tax_codes_are_two_establishments(pair, merge, officer):
    kept, _merged = pair
    actions.correct_establishment(establishment=kept, changes={"tax_code": OTHER_GOOD}, by=officer, on=TODAY)

    with pytest.raises(Conflict):
        merge()


def test_a_merge_needs_a_reason_two_records_and_the_right(pair, officer, person, body):
    kept, merged = pair
    for fields in ({"merged": kept}, {"reason": " "}):
        with pytest.raises(UnusableInput):
            actions.merge_establishments(
                **{"kept": kept, "merged": merged, "by": officer, "reason": "một", "on": TODAY, **fields}
            )
    with pytest.raises(NotAllowed):
        actions.merge_establishments(
            kept=kept, merged=merged, by=person(body("khuyen-cong-lao-cai-2025")), reason="một", on=TODAY
        )


def test_a_merged_record_is_not_corrected(pair, merge, officer):
    merge()

    with pytest.raises(WrongState):
        actions.correct_establishment(establishment=pair[1], changes={"phone": "1"}, by=officer, on=TODAY)


def test_later_stages_hear_of_it(pair, merge, officer, monkeypatch):
    monkeypatch.setattr(events, "_reactions", events.defaultdict(list))
    kept, merged = pair
    told = []
    events.reacts_to(EstablishmentsMerged)(lambda event: told.append((event.kept_id, event.merged_id)))
    events.reacts_to(MergeUndone)(lambda event: told.append("undone"))

    actions.undo_merge(merge=merge(), by=officer, on=TODAY)

    assert told == [(kept.pk, merged.pk), "undone"]


def test_a_reaction_that_refuses_undoes_the_merge(pair, merge, monkeypatch):
    monkeypatch.setattr(events, "_reactions", events.defaultdict(list))

    def refuse(event):
        raise WrongState("đã ký hợp đồng")

    events.reacts_to(EstablishmentsMerged)(refuse)
    before = snapshot()

    with pytest.raises(WrongState), transaction.atomic():
        merge()

    assert snapshot() == before


# lists


def test_a_list_finds_known_ones_and_registers_the_others_once(register, officer, bac_ninh):
    by_code = register(name="Tên khác hẳn", tax_code=GOOD)
    by_name = register(name="Công ty TNHH Hoà Bình")
    rows = [
        Wanted("Cty TNHH Á Châu", bac_ninh.pk, tax_code="37.02457.025"),
        Wanted("Cty TNHH HÒA BÌNH", bac_ninh.pk),
        Wanted("Hộ kinh doanh A", bac_ninh.pk, kind="household"),
        Wanted("HKD A", bac_ninh.pk),
        Wanted("Công ty mới", bac_ninh.pk, tax_code="0101010101"),
    ]

    mapping = actions.find_or_register_many(rows=rows, by=officer, on=TODAY)

    assert [mapping[0], mapping[1]] == [by_code, by_name]
    assert mapping[2] == mapping[3]
    assert mapping[4].tax_code == ""
    assert Establishment.objects.count() == 4


def test_a_list_is_found_again_and_a_merged_one_answers_with_the_kept(pair, merge, officer, bac_ninh):
    merge()

    mapping = actions.find_or_register_many(rows=[Wanted("Cty TNHH Á Châu", bac_ninh.pk)], by=officer, on=TODAY)

    assert mapping[0] == pair[0]
    assert Establishment.objects.count() == 2


def test_the_same_name_in_another_commune_or_under_another_code_is_another(register, bac_ninh, province_on):
    register(name="Á Châu", tax_code=GOOD)

    assert known([Wanted("Á Châu", bac_ninh.pk, tax_code=OTHER_GOOD)]) == {}
    assert known([Wanted("Á Châu", province_on("15").pk)]) == {}
    assert known([Wanted("Á Châu", bac_ninh.pk, unit_id=bac_ninh.pk)]) == {}
    assert len(known([Wanted("Á Châu", bac_ninh.pk)])) == 1


def test_a_long_list_asks_no_more_than_a_short_one(officer, bac_ninh, django_assert_max_num_queries):
    rows = [Wanted(f"Cơ sở số {number}", bac_ninh.pk) for number in range(1500)]

    with django_assert_max_num_queries(12):
        actions.find_or_register_many(rows=rows, by=officer, on=TODAY)
    with django_assert_max_num_queries(1):
        assert len(known(rows)) == 1500


def test_similar_ones_are_suggested(register, bac_ninh):
    near = register(name="Công ty CP Gạch Tuynel Hà Bắc")
    register(name="HTX Rau sạch")

    assert list(similar("Cty cổ phần gạch tuynel", [bac_ninh.pk])) == [near]
    assert list(similar("Gạch Tuynel Hà Bắc 2", [bac_ninh.pk])) == [near]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Công ty TNHH MTV Á Châu", "a chau"),
        ("CTY CP Á-Châu", "a chau"),
        ("Hộ kinh doanh Đỗ A", "do a"),
        ("HTX", "htx"),
    ],
)
def test_a_name_without_its_legal_form(name, key):
    assert name_key(name) == key


# trades


def workbook(rows):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    target.seek(0)
    return target


@pytest.fixture
def load(person, body):
    by = person(body("cuc-khuyen-cong"), Role.POLICY_OFFICER)

    def do(file, filename="nganh.csv", by=by):
        return actions.load_trades(file=file, filename=filename, scheme="VSIC 2025", valid_from=AFTER, by=by, on=TODAY)

    return do


def test_trades_are_loaded_from_csv_and_from_excel_and_again(load):
    first = load(io.BytesIO("Mã;Tên ngành\n2392;Sản xuất gạch\n1010;Chế biến thịt\n".encode()))
    again = load(
        workbook([["Danh mục"], ["Mã", "Tên"], [2392, "Sản xuất gạch, ngói"], [1010, "Chế biến thịt"]]), "a.xlsx"
    )

    assert (first.created, again.created, again.corrected) == (2, 0, 1)
    assert Trade.objects.get(code="2392").name == "Sản xuất gạch, ngói"


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"a;b\n1;2\n", "a.csv"),
        ("Mã;Tên\n1;\n".encode(), "a.csv"),
        ("Mã;Tên\n".encode("utf-16"), "a.csv"),
        (b"not a workbook", "a.xlsx"),
    ],
)
def test_a_file_that_is_no_classification_is_refused(load, content, filename):
    with pytest.raises(UnusableInput):
        load(io.BytesIO(content), filename)


def test_an_officer_loads_no_classification(load, officer):
    with pytest.raises(NotAllowed):
        load(io.BytesIO(b""), by=officer)
