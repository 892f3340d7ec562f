"""The other commands that answer with data."""

import json

import openpyxl
import pytest

from khuyencong.audit import queries
from khuyencong.audit.actions import record_act
from khuyencong.cli.commands import load_reference as command
from khuyencong.core.doctor import Symptom
from khuyencong.directory.reference import Loaded as Places
from khuyencong.policy.actions import Loaded as Law
from tests.support.people import person


def test_template_writes_the_form_with_the_activities_of_the_law(tmp_path, reference_data, khuyencong):
    out = tmp_path / "mau.xlsx"

    said = khuyencong("template", "plan", "-o", out)

    assert (said.code, said.out) == (0, f"Đã ghi {out}.\n")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:2] == ["Kế hoạch", "Danh mục"]
    words = {str(cell.value) for sheet in book for cells in sheet.iter_rows() for cell in cells}
    assert "Ứng dụng máy móc thiết bị tiên tiến" in words


def test_template_into_a_folder_that_is_not_there_ends_with_2(tmp_path, reference_data, khuyencong):
    said = khuyencong("template", "plan", "-o", tmp_path / "không-có" / "mau.xlsx")

    assert said.code == 2


def test_a_form_that_there_is_not_ends_with_2(tmp_path, khuyencong):
    assert khuyencong("template", "contract", "-o", tmp_path / "a.xlsx").code == 2


def test_the_story_tells_its_findings_in_words(reference_data, khuyencong):
    said = khuyencong("story")

    assert said.code == 0
    assert "     [THIẾU HỒ SƠ] " in said.out
    for word in ("[blocks]", "[warns]", "[asks]", "[informs]", "(phép tính)"):
        assert word not in said.out


@pytest.mark.django_db
def test_a_whole_trail_ends_with_0(khuyencong):
    lan = person(enrolled=False)
    acts = json.loads(khuyencong("audit", "verify", "--json").out)["acts"]
    record_act(actor=lan, what="test.act", record=lan, chain="thử")

    said = khuyencong("audit", "verify", "--json")

    assert (said.code, json.loads(said.out)) == (0, {"acts": acts + 1, "breaks": []})
    assert f"Nhật ký nguyên vẹn: {acts + 1} việc." in khuyencong("audit", "verify").out


@pytest.mark.django_db
def test_a_touched_trail_ends_with_1_and_names_the_place(khuyencong, monkeypatch):
    monkeypatch.setattr(queries, "breaks", lambda: [queries.Break(chain="thử", number=7, reason="edited")])

    said = khuyencong("audit", "verify")

    assert said.code == 1
    assert "Chuỗi thử, dòng 7: đã bị sửa." in said.out


@pytest.mark.parametrize(("healthy", "code"), [(True, 0), (False, 1)])
def test_doctor_says_what_is_wrong_and_what_to_do(healthy, code, khuyencong, monkeypatch):
    found = Symptom("disk", healthy, "Đĩa gần đầy.", "The disk is nearly full.", "Dọn đĩa.", "Clear the disk.")
    monkeypatch.setattr("khuyencong.core.doctor.examine", lambda *args, **named: [found])

    as_json, said = khuyencong("doctor", "--json"), khuyencong("doctor")

    assert (as_json.code, said.code) == (code, code)
    assert json.loads(as_json.out)[0]["code"] == "disk"
    assert "Đĩa gần đầy." in said.out
    assert ("→ Dọn đĩa." in said.out) is not healthy


@pytest.fixture
def loaded(monkeypatch):
    """The lists are loaded elsewhere; here only what is said of it counts."""
    monkeypatch.setattr("khuyencong.directory.reference.load_reference", lambda on: Places({"units": 3}))
    monkeypatch.setattr("khuyencong.policy.actions.load_policy", lambda: Law("2026-11-23.x", added=2))


def test_load_reference_answers_with_what_stands_now(loaded, khuyencong):
    said = khuyencong("load-reference", "--json")

    answer = json.loads(said.out)
    assert said.code == 0
    assert answer["directory"] == {"units": 3}
    assert (answer["policy"]["version"], answer["policy"]["added"]) == ("2026-11-23.x", 2)


def test_load_reference_says_it_in_vietnamese(loaded, khuyencong):
    assert all(name in khuyencong("load-reference").out for name in command.NAMES.values())


@pytest.mark.django_db
def test_the_code_of_a_demo_person_is_printed(khuyencong):
    lan = person("lan@demo.example")

    said = khuyencong("demo-code", "lan", "--json")

    answer = json.loads(said.out)
    assert (said.code, answer["user"], len(answer["code"])) == (0, lan.email, 6)


@pytest.mark.django_db
def test_no_code_is_printed_where_people_are_real(khuyencong, settings):
    person("lan@demo.example")
    settings.DEMO = False

    said = khuyencong("demo-code", "lan")

    assert said.code == 2
    assert "Không làm được" in said.err


@pytest.mark.django_db
def test_a_person_nobody_knows_has_no_code(khuyencong):
    assert khuyencong("demo-code", "ai-đó").code == 2
