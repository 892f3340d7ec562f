"""Columns with a meaning of their own."""

from typing import Any

from django.db import models

from khuyencong.core import text


class MoneyField(models.BigIntegerField):
    """Whole đồng. Never a fraction, never a float."""

    def get_prep_value(self, value: Any) -> int | None:
        if isinstance(value, float):
            raise TypeError("Money is whole đồng: give an int, not a float.")
        return super().get_prep_value(value)


class SortKeyField(models.CharField):
    """The Vietnamese dictionary key of another column, made on every save and bulk save."""

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        kwargs.setdefault("max_length", 700)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["source"] = self.source
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = text.sort_key(getattr(model_instance, self.source) or "")[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key
