"""What every table keeps to: whole money, protected decisions, written migrations."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader

from khuyencong.core.fields import MoneyField

MONEY_WORDS = ("support", "counterpart", "amount", "cap_vnd", "budget")
OWNED = {
    "Beneficiary.proposal",
    "PlanDraftLine.draft",
    "SavedView.user",
}
"""Rows that are parts of another row, not records of their own: they may go with it."""


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("khuyencong.")]


def test_money_is_whole_dong():
    wrong = [
        f"{model.__name__}.{field.name} is a {type(field).__name__}; money is a MoneyField in đồng"
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.name.startswith(MONEY_WORDS)
        and isinstance(field, models.DecimalField | models.FloatField | models.IntegerField)
        and not isinstance(field, MoneyField | models.GeneratedField)
    ]

    assert wrong == []


def test_rows_others_stand_on_are_protected():
    loose = [
        f"{model.__name__}.{field.name}: {field.remote_field.on_delete.__name__}; PROTECT it, or list it as owned"
        for model in our_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
        and f"{model.__name__}.{field.name}" not in OWNED
    ]

    assert loose == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    out = io.StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)

    assert "No changes detected" in out.getvalue()


def test_every_migration_can_be_taken_back():
    loader = MigrationLoader(None)
    stuck = [
        f"{key[0]}.{key[1]}: {operation}"
        for key, migration in loader.disk_migrations.items()
        if apps.get_app_config(key[0]).name.startswith("khuyencong.")
        for operation in migration.operations
        if not operation.reversible
    ]

    assert stuck == []
