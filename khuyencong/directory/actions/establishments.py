"""Registering and correcting establishments."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import User
from khuyencong.audit.actions import SYSTEM, record_act
from khuyencong.core import text
from khuyencong.core.refusals import Conflict, UnusableInput, WrongState
from khuyencong.directory import permissions, tax_codes
from khuyencong.directory.models import (
    Establishment,
    EstablishmentFact,
    EstablishmentKind,
    EstablishmentTrade,
    FactKind,
)
from khuyencong.directory.permissions import require
from khuyencong.directory.queries.establishments import Wanted, known, name_key
from khuyencong.directory.queries.people import membership_for

CORRECTABLE = frozenset(
    {"kind", "name", "tax_code", "province_id", "unit_id", "address", "founded_on", "representative_name", "phone"}
)
BATCH = 2000


@transaction.atomic
def register_establishment(
    *,
    name: str,
    kind: str,
    province_id: int,
    by: User,
    on: datetime.date,
    tax_code: str = "",
    unit_id: int | None = None,
    address: str = "",
    founded_on: datetime.date | None = None,
    representative_name: str = "",
    phone: str = "",
) -> Establishment:
    """
    Put an establishment into the register. A blank tax code is allowed; a wrong one is not.

    :raises NotAllowed: ``by`` registers none in that province or commune.
    :raises UnusableInput: no name, unknown kind, or a tax code that cannot be one (says why).
    :raises Conflict: another establishment has the tax code.
    """
    require(permissions.may_register(by, on, province_id=province_id, unit_id=unit_id))
    _one_at_a_time()
    establishment = Establishment(
        name=_name(name),
        kind=_kind(kind),
        tax_code=_tax_code(tax_code),
        province_id=province_id,
        unit_id=unit_id,
        address=text.tidy(address),
        founded_on=founded_on,
        representative_name=text.tidy(representative_name),
        phone=phone.strip(),
    )
    _refuse_taken(establishment)

    membership = membership_for(by, on)
    establishment.registered_for = membership.organisation if membership else None
    establishment.name_key = name_key(establishment.name)
    establishment.save(force_insert=True)
    record_act(actor=by, what="directory.establishment.registered", record=establishment, chain=chain_of(by, on), on=on)
    return establishment


@transaction.atomic
def correct_establishment(
    *,
    establishment: Establishment,
    changes: Mapping[str, Any],
    by: User,
    on: datetime.date,
    revision: int | None = None,
) -> Establishment:
    """
    Correct what is known of an establishment. ``revision`` is the one the person saw, where a page sends it.

    :raises NotAllowed: ``by`` corrects none in its province, or none in the province it would move to.
    :raises WrongState: it was merged into another.
    :raises Conflict: somebody changed it meanwhile, or another establishment has the tax code.
    :raises UnusableInput: a field nobody may change, or a value that cannot be.
    """
    establishment = Establishment.objects.locked().get(pk=establishment.pk)
    wanted = {field: _cleaned(field, value) for field, value in changes.items()}
    province_id = wanted.get("province_id", establishment.province_id)
    for province, unit in (
        (establishment.province_id, establishment.unit_id),
        (province_id, wanted.get("unit_id", establishment.unit_id)),
    ):
        require(permissions.may_register(by, on, province_id=province, unit_id=unit))
    _refuse_merged(establishment)
    if revision is not None and revision != establishment.revision:
        raise Conflict()
    before = {field: getattr(establishment, field) for field in wanted}
    changed = {field: value for field, value in wanted.items() if before[field] != value}
    if not changed:
        return establishment
    for field, value in changed.items():
        setattr(establishment, field, value)
    _refuse_taken(establishment)

    establishment.name_key = name_key(establishment.name)
    establishment.revision += 1
    establishment.save()
    record_act(
        actor=by,
        what="directory.establishment.corrected",
        record=establishment,
        chain=chain_of(by, on),
        on=on,
        before={field: before[field] for field in changed},
        after=changed,
    )
    return establishment


@transaction.atomic
def note_fact(
    *,
    establishment: Establishment,
    kind: str,
    value: int,
    as_of: datetime.date,
    by: User,
    on: datetime.date,
    source: str = "",
) -> EstablishmentFact:
    """
    Note a number about an establishment as it stood on a day: workers, or money in whole đồng.

    :raises NotAllowed: ``by`` corrects none in its province.
    :raises UnusableInput: unknown kind, a number below zero, or a day still to come.
    """
    require(permissions.may_register(by, on, province_id=establishment.province_id, unit_id=establishment.unit_id))
    if kind not in FactKind.values or value < 0 or as_of > on:
        raise UnusableInput(_("This cannot be noted: check the kind, the number and the day."))

    fact = EstablishmentFact.objects.create(
        establishment=establishment, kind=kind, value=value, as_of=as_of, source=source
    )
    record_act(
        actor=by,
        what="directory.establishment.fact_noted",
        record=establishment,
        chain=chain_of(by, on),
        kind=kind,
        value=value,
        as_of=as_of,
    )
    return fact


@transaction.atomic
def state_trade(
    *,
    establishment: Establishment,
    by: User,
    on: datetime.date,
    trade_id: int | None = None,
    words: str = "",
    since: datetime.date | None = None,
) -> EstablishmentTrade:
    """
    Say what an establishment does, by a line of a classification or in words.

    :raises NotAllowed: ``by`` corrects none in its province.
    :raises UnusableInput: neither a trade nor words.
    """
    require(permissions.may_register(by, on, province_id=establishment.province_id, unit_id=establishment.unit_id))
    if trade_id is None and not words.strip():
        raise UnusableInput(_("Give a trade or describe it in words."), field="words")

    row = EstablishmentTrade.objects.create(
        establishment=establishment, trade_id=trade_id, words=text.tidy(words), valid_from=since
    )
    record_act(
        actor=by,
        what="directory.establishment.trade_stated",
        record=establishment,
        chain=chain_of(by, on),
        trade=trade_id,
        words=row.words,
    )
    return row


@transaction.atomic
def find_or_register_many(
    *, rows: Sequence[Wanted], by: User | None, on: datetime.date, chain: str = ""
) -> dict[int, Establishment]:
    """
    The establishment of each row of a list, by index; those not yet known are registered, once each.

    For imports, whose own verb has asked for the right. A wrong tax code is left blank: the list's rules report it.
    The whole list is one act, and the number of queries does not grow with it.
    """
    _one_at_a_time()
    found = known(rows)
    fresh: dict[tuple[Any, ...], Establishment] = {}
    member = membership_for(by, on) if by is not None else None
    mapping: dict[int, Establishment] = {}
    for index, row in enumerate(rows):
        mapping[index] = found.get(index) or fresh.setdefault(_same(row), _from_row(row, member))
    Establishment.objects.bulk_create(fresh.values(), batch_size=BATCH)
    if fresh:
        record_act(
            actor=by,
            what="directory.establishments.registered",
            chain=chain or (member.organisation.key if member else SYSTEM),
            record_name=str(len(fresh)),
            on=on,
            number=len(fresh),
            rows=len(rows),
        )
    return mapping


def _one_at_a_time() -> None:
    """Two who register the same establishment at once make one record, not two or an error."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('directory.establishment.registering'))")


def chain_of(person: User, on: datetime.date) -> str:
    """The chain of acts of the body a person works in."""
    membership = membership_for(person, on)
    return membership.organisation.key if membership else SYSTEM


def _same(row: Wanted) -> tuple[Any, ...]:
    code = tax_codes.check(row.tax_code)
    if isinstance(code, tax_codes.TaxCode):
        return ("code", code.normalised)
    return ("name", name_key(row.name), row.province_id, row.unit_id)


def _from_row(row: Wanted, member: Any) -> Establishment:
    code = tax_codes.check(row.tax_code)
    return Establishment(
        name=text.tidy(row.name)[:300],
        kind=row.kind if row.kind in EstablishmentKind.values else EstablishmentKind.OTHER,
        tax_code=code.normalised if isinstance(code, tax_codes.TaxCode) else "",
        province_id=row.province_id,
        unit_id=row.unit_id,
        address=text.tidy(row.address)[:400],
        registered_for=member.organisation if member else None,
        name_key=name_key(row.name),
    )


def _cleaned(field: str, value: Any) -> Any:
    if field not in CORRECTABLE:
        raise UnusableInput(_("This field cannot be corrected here."), field=field)
    if field == "name":
        return _name(value)
    if field == "kind":
        return _kind(value)
    if field == "tax_code":
        return _tax_code(value)
    return text.tidy(value) if isinstance(value, str) else value


def _name(name: str) -> str:
    tidy = text.tidy(name)
    if not tidy:
        raise UnusableInput(_("An establishment has a name."), field="name")
    return tidy


def _kind(kind: str) -> str:
    if kind not in EstablishmentKind.values:
        raise UnusableInput(_("There is no such kind of establishment."), field="kind")
    return kind


def _tax_code(code: str) -> str:
    result = tax_codes.check(code)
    if result is tax_codes.Problem.EMPTY:
        return ""
    if isinstance(result, tax_codes.Problem):
        raise UnusableInput(tax_codes.REASONS[result], field="tax_code")
    return result.normalised


def _refuse_taken(establishment: Establishment) -> None:
    same = Establishment.objects.standing().filter(tax_code=establishment.tax_code).exclude(tax_code="")
    if other := same.exclude(pk=establishment.pk).first():
        raise Conflict(
            _("Another establishment has this tax code: %(name)s.") % {"name": other.name},
            remedy=_("Open it; if they are the same, correct it or merge the two."),
            field="tax_code",
        )


def _refuse_merged(establishment: Establishment) -> None:
    if establishment.merged_into_id is not None:
        raise WrongState(
            _("This record was merged into another."), remedy=_("Open the one that was kept, or take the merge back.")
        )
