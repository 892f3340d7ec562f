"""Registering and correcting on the pages: what is refused, why, and nothing typed is lost."""

import datetime

import pytest

from khuyencong.directory.actions.establishments import correct_establishment
from khuyencong.directory.models import Establishment, UnitSuccession
from khuyencong.directory.roles import Role

pytestmark = pytest.mark.django_db
NEW = "/establishments/registration/"
ON = datetime.date(2026, 11, 1)


def typed(**changed):
    facts = {"name": "HTX Chè Shan", "kind": "cooperative", "tax_code": "", "province": "15", "address": ""}
    return facts | changed


def correction(one, **changed):
    facts = {"name": one.name, "kind": one.kind, "tax_code": one.tax_code, "province": "15", "address": one.address}
    return facts | {"revision": one.revision} | changed


def test_an_establishment_is_registered_and_its_commune_read_from_the_address(as_role, places):
    answer = as_role().post(NEW, typed(address="Thôn 2, xã Văn Chấn", founded_on="2015-03-02"))

    made = Establishment.objects.get()
    assert answer["Location"] == f"/establishments/{made.pk}/"
    assert (made.unit_id, made.province_id) == (places.commune.pk, places.lao_cai.pk)
    assert made.founded_on == datetime.date(2015, 3, 2)


def test_an_address_of_before_the_merger_is_understood(as_role, places):
    as_role().post(NEW, typed(address="Bản Mới, xã Suối Giàng, huyện Văn Chấn"))

    assert Establishment.objects.get().unit_id == places.commune.pk


def test_where_the_address_can_mean_two_communes_the_person_chooses(as_role, places):
    UnitSuccession.objects.filter(predecessor=places.old_commune).update(whole=False)
    UnitSuccession.objects.create(
        predecessor=places.old_commune, successor=places.other_commune, on=datetime.date(2025, 7, 1), whole=False
    )
    client = as_role()
    asked = typed(address="xã Suối Giàng, huyện Văn Chấn", tax_code="0100109106")

    first = client.post(NEW, asked)
    html = first.content.decode()

    assert first.status_code == 422
    assert "Xã Văn Chấn" in html
    assert "Phường Cốc Lếu" in html
    assert 'value="0100109106"' in html
    client.post(NEW, asked | {"unit": places.other_commune.pk})
    assert Establishment.objects.get().unit_id == places.other_commune.pk


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("0101010101", "không bao giờ được cấp"),
        ("0100109107", "chữ số thứ mười"),
        ("12345", "10 chữ số"),
        ("01o0109106", "chỉ gồm chữ số"),
    ],
)
def test_a_wrong_tax_code_is_refused_with_the_reason_and_what_was_typed_stays(as_role, places, code, said):
    answer = as_role().post(NEW, typed(tax_code=code, address="Thôn 2"))
    errors = " ".join(answer.context["form"].errors["tax_code"])

    assert answer.status_code == 422
    assert said.lower() in errors.lower()
    assert "để trống" in errors
    assert f'value="{code}"' in answer.content.decode()
    assert 'value="Thôn 2"' in answer.content.decode()


def test_a_tax_code_of_another_is_refused_by_name(as_role, establishment):
    establishment("Chè Bát Tiên", tax_code="0100109106")

    answer = as_role().post(NEW, typed(tax_code="0100109106"))

    assert "Chè Bát Tiên" in str(answer.context["form"].errors["tax_code"])


def test_an_officer_of_a_commune_registers_in_it_only(as_role, places):
    client = as_role(Role.COMMUNE_OFFICER, "commune")

    refused = client.post(NEW, {"name": "HTX", "kind": "cooperative", "unit": places.other_commune.pk})
    client.post(NEW, {"name": "HTX", "kind": "cooperative", "unit": places.commune.pk})

    assert refused.status_code == 422
    made = Establishment.objects.get()
    assert (made.unit_id, made.province_id) == (places.commune.pk, places.lao_cai.pk)


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.LEADER, Role.INSPECTOR, Role.ANALYST, Role.ADMINISTRATOR])
def test_a_colleague_without_the_role_is_told_why(as_role, establishment, role):
    one = establishment()
    client = as_role(role)

    for address in (NEW, *(f"/establishments/{one.pk}/{page}/" for page in ("correction", "trade", "fact", "merging"))):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "quản trị" in answer.content.decode()


def test_another_province_does_not_find_the_pages_that_change(as_role, establishment):
    one = establishment()
    client = as_role(where="hai_phong")

    for page in ("correction", "trade", "fact", "merging"):
        assert client.get(f"/establishments/{one.pk}/{page}/").status_code == 404
        assert client.post(f"/establishments/{one.pk}/{page}/", {"name": "x"}).status_code == 404


def test_a_correction_keeps_personal_data_left_empty(as_role, establishment):
    one = establishment(representative_name="Vàng Thị Máy", phone="0912345678")
    client = as_role()
    page = client.get(f"/establishments/{one.pk}/correction/").content.decode()

    client.post(f"/establishments/{one.pk}/correction/", correction(one, name="HTX Chè Shan"))

    one.refresh_from_db()
    assert "Máy" not in page
    assert (one.name, one.representative_name, one.phone) == ("HTX Chè Shan", "Vàng Thị Máy", "0912345678")


def test_a_record_of_a_former_province_stays_there_when_only_its_name_is_corrected(as_role, establishment, places):
    one = establishment(province_id=places.yen_bai.pk, unit_id=places.old_commune.pk, address="Suối Giàng, Văn Chấn")

    as_role().post(f"/establishments/{one.pk}/correction/", correction(one, name="HTX Chè Shan"))

    one.refresh_from_db()
    assert (one.name, one.province_id, one.unit_id) == ("HTX Chè Shan", places.yen_bai.pk, places.old_commune.pk)


def test_what_somebody_else_saved_meanwhile_is_shown_beside_and_not_overwritten(as_role, establishment):
    one = establishment()
    mine = correction(one, name="Tên của tôi", address="Bản Mới")
    correct_establishment(establishment=one, changes={"name": "Tên của họ"}, by=establishment.colleague, on=ON)
    client = as_role()

    answer = client.post(f"/establishments/{one.pk}/correction/", mine)
    html = answer.content.decode()

    assert answer.status_code == 409
    assert [(row.typed, row.saved) for row in answer.context["meanwhile"]] == [
        ("Tên của tôi", "Tên của họ"),
        ("Bản Mới", "–"),
    ]
    assert 'value="Tên của tôi"' in html
    assert 'name="revision" value="2"' in html
    one.refresh_from_db()
    assert one.name == "Tên của họ"

    client.post(f"/establishments/{one.pk}/correction/", mine | {"revision": "2"})
    one.refresh_from_db()
    assert (one.name, one.address) == ("Tên của tôi", "Bản Mới")


def test_a_number_is_noted_and_one_of_tomorrow_is_not(as_role, establishment):
    one = establishment()
    client = as_role()
    address = f"/establishments/{one.pk}/fact/"

    client.post(address, {"kind": "workers", "value": "24", "as_of": "31/12/2024"})
    wrong = client.post(address, {"kind": "workers", "value": "24", "as_of": "2999-01-01"})

    assert one.facts.get().value == 24
    assert wrong.status_code == 422
    assert "as_of" in wrong.context["form"].errors
