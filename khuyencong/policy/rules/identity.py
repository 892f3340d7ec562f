"""The tax code: there, well formed, and one that can have been issued."""

import datetime
import functools
from collections.abc import Iterator

from stdnum.vn import mst

from khuyencong.engines.rulebook import Finding, asks, warns
from khuyencong.policy.case import BeneficiaryKind, Case, Party
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import clause
from khuyencong.policy.rules.data import SOURCES
from khuyencong.policy.rules.subjects import PROJECTS, names_establishments, numbered

_CODES = (
    "tax_code_missing",
    "tax_code_length",
    "tax_code_letters",
    "tax_code_zeros",
    "tax_code_check_digit",
    "tax_code_never_issued",
    "tax_code_personal_too_early",
    "tax_code_personal_of_a_company",
    "tax_code_under_another_name",
    "tax_code_of_another_establishment",
)
_PERSONAL_LENGTH = 12
_PERSONAL_FROM = SOURCES["personal_tax_code"].in_force_from
_LENGTHS = (10, 13)
_NEVER_A_DIGIT = 10


@clause("tax_code", yields=_CODES, kinds=PROJECTS, when=names_establishments)
def tax_code_can_be_real(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """A blank one is asked for, so is another's; one that cannot have been issued is warned about, with the reason."""
    rule = "tax_code_can_be_real"
    for index, party in numbered(case):
        facts = {"name": party.name, "tax_code": party.tax_code}
        if not party.tax_code.strip():
            if party.name:
                yield asks(rule, "tax_code_missing", SOURCES["tax_code"], field="tax_code", party=index, **facts)
            continue
        code, extra = fault_of_tax_code(party, case.day)
        if code:
            source = SOURCES["personal_tax_code" if "personal" in code else "tax_code"]
            yield warns(rule, code, source, field="tax_code", party=index, **facts, **extra)
        elif party.code_of_another:
            code = "tax_code_under_another_name" if party.registered_name else "tax_code_of_another_establishment"
            facts["registered_name"] = party.registered_name
            yield asks(rule, code, SOURCES["tax_code"], field="tax_code", party=index, **facts)


def fault_of_tax_code(party: Party, day: datetime.date | None) -> tuple[str, dict[str, object]]:
    """Why the code cannot be right on that day, with what the sentence needs; an empty code when nothing is wrong."""
    digits = _digits(party.tax_code)
    if len(digits) == _PERSONAL_LENGTH and digits.isdigit():
        return _fault_of_personal_number(party, day)
    return _fault_of_digits(digits)


@functools.lru_cache(maxsize=65536)
def _digits(tax_code: str) -> str:
    return mst.compact(tax_code)


@functools.lru_cache(maxsize=65536)
def _fault_of_digits(digits: str) -> tuple[str, dict[str, object]]:
    if not (digits.isascii() and digits.isdigit()):
        return "tax_code_letters", {}
    if len(digits) not in _LENGTHS:
        return "tax_code_length", {"length": len(digits)}
    expected = int(mst.calc_check_digit(digits))
    if expected == _NEVER_A_DIGIT:
        return "tax_code_never_issued", {}
    if int(digits[9]) != expected:
        return "tax_code_check_digit", {"found": int(digits[9]), "expected": expected}
    return ("", {}) if mst.is_valid(digits) else ("tax_code_zeros", {})


def _fault_of_personal_number(party: Party, day: datetime.date | None) -> tuple[str, dict[str, object]]:
    """Twelve digits are a person's number: households use it from the day of the newer circular; it has no check."""
    if day is not None and day < _PERSONAL_FROM:
        return "tax_code_personal_too_early", {"since": _PERSONAL_FROM}
    if party.kind in (None, BeneficiaryKind.HOUSEHOLD, BeneficiaryKind.OTHER):
        return "", {}
    return "tax_code_personal_of_a_company", {}
