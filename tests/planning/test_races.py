"""Many at once against one database in which everything is really committed."""

import pytest
from django.db import transaction

from khuyencong.core.refusals import AlreadyRegistered, Refusal
from khuyencong.files.models import StoredFile
from khuyencong.planning.actions.drafting import correct_line, register_draft, remove_draft
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.models import AnnualPlan, Beneficiary, PlanDraft, Proposal
from khuyencong.planning.references import take_numbers
from tests.planning.books import upload
from tests.planning.plans import TODAY, checked, line, party
from tests.support.people import person
from tests.support.reference import body_of, officer_of

pytestmark = pytest.mark.race


def taking(series, count):
    def take():
        with transaction.atomic():
            return list(take_numbers(series, count))

    return take


@pytest.mark.parametrize("trials", [5, pytest.param(100, marks=pytest.mark.proof)])
def test_sixteen_take_numbers_at_once_without_a_gap_and_none_twice(race_database, trials):
    for trial in range(trials):
        taken = race_database.at_once(*[taking(f"KC26-{trial}", number % 3 + 1) for number in range(16)])

        numbers = sorted(number for some in taken for number in some)
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(some == list(range(some[0], some[0] + len(some))) for some in taken)


def test_numbers_taken_by_an_act_that_fails_are_given_again(race_database):
    def failing():
        with transaction.atomic():
            take_numbers("KC26-LC", 5)
            raise RuntimeError

    race_database.at_once(*[failing] * 8)

    assert taking("KC26-LC", 1)() == [1]


def test_sixteen_plans_registered_at_once_have_sixteen_numbers(reference_race):
    organisation = body_of("Lào Cai")
    plans = [checked(line(parties=(party(tax_code="0100109106"),))) for _ in range(16)]

    def registering(judged):
        return lambda: register_plan(checked=judged, actor=None, organisation=organisation, on=TODAY).reference

    registered = reference_race.at_once(*[registering(judged) for judged in plans])

    assert sorted(registered) == sorted(f"KH26-LC-DP-{number}" for number in range(1, 17))
    assert set(Proposal.objects.values_list("reference", flat=True)) == {f"KC26-LC-{n:03d}" for n in range(1, 17)}
    assert Beneficiary.objects.values("establishment").distinct().count() == 1


@pytest.mark.parametrize("trials", [30, pytest.param(1000, marks=pytest.mark.proof)])
def test_pressing_register_in_two_windows_at_once_registers_once(reference_race, tmp_path, trials):
    officer = officer_of("Lào Cai")
    first = upload(tmp_path, by=officer)
    lines = list(first.lines.all())

    for trial in range(1, trials + 1):
        draft = _another(first, lines) if trial > 1 else first

        answers = reference_race.at_once(
            *[lambda: register_draft(draft=draft, version=1, by=officer, on=TODAY)] * 3  # noqa: B023 joined in the loop
        )

        assert sorted(isinstance(answer, AnnualPlan) for answer in answers) == [False, False, True]
        assert all(isinstance(answer, AnnualPlan | Refusal) for answer in answers)
        assert AnnualPlan.objects.count() == trial


def test_registering_and_correcting_at_once_do_not_lose_a_correction(reference_race, tmp_path):
    officer = officer_of("Lào Cai")
    first = upload(tmp_path, by=officer)
    lines = list(first.lines.all())

    for trial in range(10):
        draft = _another(first, lines) if trial else first
        told = {"support_local": "250"}

        corrected, registered = reference_race.at_once(
            lambda: correct_line(draft=draft, row=2, cells=told, kept=True, version=1, by=officer, on=TODAY),  # noqa: B023
            lambda: register_draft(draft=draft, version=1, by=officer, on=TODAY),  # noqa: B023
        )

        assert sorted(isinstance(answer, Refusal) for answer in (corrected, registered)) == [False, True]
        if isinstance(registered, AnnualPlan):
            assert registered.proposals.get().support == 300_000_000


def test_one_plan_sent_sixteen_times_at_once_is_registered_once(reference_race):
    organisation, judged = body_of("Lào Cai"), checked()

    def registering():
        return register_plan(checked=judged, actor=None, organisation=organisation, on=TODAY).reference

    answers = reference_race.at_once(*[registering] * 16)

    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert sum(isinstance(answer, AlreadyRegistered) for answer in answers) == 15


def test_throwing_away_and_registering_at_once_leave_either_the_plan_or_nothing(reference_race, tmp_path):
    officer = officer_of("Lào Cai")
    first = upload(tmp_path, by=officer)
    lines = list(first.lines.all())

    for trial in range(10):
        draft = _another(first, lines) if trial else first
        plans = AnnualPlan.objects.count()

        reference_race.at_once(
            lambda: remove_draft(draft=draft, by=officer),  # noqa: B023
            lambda: register_draft(draft=draft, version=1, by=officer, on=TODAY),  # noqa: B023
        )

        kept = PlanDraft.objects.filter(pk=draft.pk, state="registered").count()
        assert AnnualPlan.objects.count() - plans == kept
        assert PlanDraft.objects.filter(pk=draft.pk).count() == kept


def _another(first, lines):
    """The same list once more under another decision, as if uploaded anew."""
    number = f"{PlanDraft.objects.count() + 5000}/QĐ-UBND"
    facts = {**first.header["facts"], "decision_number": number}
    facts["raw"] = {**facts["raw"], "decision_number": number}
    file = StoredFile.objects.create(name=first.file.name, sha256=f"{number:0>64}", size=1, media_type="")
    copy = PlanDraft.objects.create(
        file=file, organisation=first.organisation, created_by=first.created_by,
        state="ready", header={**first.header, "facts": facts}, totals=first.totals,
    )  # fmt: skip
    for one in lines:
        one.pk, one.draft = None, copy
        one.save(force_insert=True)
    return copy


def test_a_colleague_cannot_win_a_race_either(reference_race, tmp_path):
    officer, colleague = officer_of("Lào Cai"), person("khac@minh-hoa.example", enrolled=False)
    draft = upload(tmp_path, by=officer)

    mine, theirs = reference_race.at_once(
        lambda: register_draft(draft=draft, version=1, by=officer, on=TODAY),
        lambda: register_draft(draft=draft, version=1, by=colleague, on=TODAY),
    )

    assert isinstance(mine, AnnualPlan)
    assert isinstance(theirs, Refusal)
