"""Forms about one establishment."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.core import text
from khuyencong.core.refusals import Refusal
from khuyencong.directory import tax_codes
from khuyencong.directory.models import Establishment, EstablishmentKind, FactKind, Level, Trade
from khuyencong.directory.queries.addresses import Resolution, resolve
from khuyencong.directory.queries.gazetteer import Gazetteer, Place
from khuyencong.directory.queries.provinces import Choice
from khuyencong.web.establishments.days import DayField

UNKNOWN = "unknown"
CHOOSE = ("", _("Choose"))


def refused(form: forms.Form, refusal: Refusal) -> None:
    """Show a refusal of a verb at its field, or above the form where it has none here."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, f"{refusal.message} {refusal.remedy}".strip())


class EstablishmentForm(forms.Form):
    """
    Who the establishment is and where. The commune is read from the address, on today's map or on the one before;
    only where that is not sure is the person asked.
    """

    name = forms.CharField(label=_("Name"), max_length=300, help_text=_("As on the licence or the registration."))
    kind = forms.ChoiceField(label=_("Kind of establishment"), choices=[CHOOSE, *EstablishmentKind.choices])
    tax_code = forms.CharField(
        label=_("Tax code"), max_length=20, required=False, help_text=_("10 or 13 digits; 12 for a personal number.")
    )
    province = forms.ChoiceField(label=_("Province"))
    address = forms.CharField(
        label=_("Address as written"),
        max_length=400,
        required=False,
        help_text=_("With the commune; an address of before 1 July 2025 with its district is understood too."),
    )
    founded_on = DayField(label=_("Founded on"), required=False)
    representative_name = forms.CharField(label=_("Representative"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False, widget=forms.TextInput({"type": "tel"}))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        provinces: Iterable[Choice],
        own_communes: Iterable[Place],
        on: datetime.date,
        before: Establishment | None = None,
    ) -> None:
        self.provinces = {choice.code: choice for choice in provinces}
        self.own = {str(place.id): place for place in own_communes}
        self.on, self.before = on, before
        super().__init__(data, initial=self._initial() if before else {})
        self.fields["province"].choices = [CHOOSE, *((c.code, c.name) for c in self.provinces.values())]
        if self.own and not self.provinces:
            self._ask_own_commune()
        if before:
            self._keep_personal()

    def _initial(self) -> dict[str, Any]:
        assert self.before
        same = ("name", "kind", "tax_code", "address", "founded_on", "revision")
        choice = next((c for c in self.provinces.values() if self.before.province_id in c.unit_ids), None)
        return {name: getattr(self.before, name) for name in same} | {
            "province": choice.code if choice else "",
            "unit": str(self.before.unit_id or ""),
        }

    def _ask_own_commune(self) -> None:
        """An officer of a commune registers there only."""
        del self.fields["province"]
        options = [(key, place.full_name) for key, place in self.own.items()]
        self.fields["unit"] = forms.ChoiceField(label=_("Commune"), choices=[CHOOSE, *options])
        self.order_fields(["name", "kind", "tax_code", "unit"])

    def _keep_personal(self) -> None:
        for name in ("representative_name", "phone"):
            self.fields[name].help_text = _("Personal data are not shown here. Leave empty to keep what is known.")

    def clean_tax_code(self) -> str:
        code: str = self.cleaned_data["tax_code"]
        result = tax_codes.check(code)
        if isinstance(result, tax_codes.Problem) and result is not tax_codes.Problem.EMPTY:
            raise forms.ValidationError(
                [tax_codes.REASONS[result], _("Correct it, or leave it empty until you have the right one.")]
            )
        return tax_codes.normalised(code)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "province" in self.fields:
            data["unit_id"] = self._unit(data) if data.get("province") else None
        elif data.get("unit"):
            data["unit_id"] = int(data["unit"])
        return data

    def _unit(self, data: dict[str, Any]) -> int | None:
        address, here = data.get("address", ""), Gazetteer.for_day(self.on)
        if self._is_where_it_was(data):
            return self.before.unit_id if self.before else None
        found = resolve(here, address, here.by_code[(Level.PROVINCE, data["province"])]) if address else None
        if found is None or (found.commune and found.confident):
            return found.commune.id if found and found.commune else None
        return self._chosen(found)

    def _is_where_it_was(self, data: dict[str, Any]) -> bool:
        if self.before is None or self.before.unit_id is None or "unit" in self.data:
            return False
        choice = self.provinces[data["province"]]
        return text.tidy(data.get("address", "")) == self.before.address and self.before.province_id in choice.unit_ids

    def _chosen(self, found: Resolution) -> int | None:
        places = found.candidates or ((found.commune,) if found.commune else ())
        if not places:
            return None
        options = {str(place.id): place.full_name for place in places}
        self.fields["unit"] = forms.ChoiceField(
            label=_("Which commune is it today?"),
            choices=[*options.items(), (UNKNOWN, _("I do not know; leave it open"))],
            widget=forms.RadioSelect,
            required=False,
        )
        self.order_fields(["name", "kind", "tax_code", "province", "address", "unit"])
        asked = self.data.get("unit", "")
        if asked not in options and asked != UNKNOWN:
            self.add_error("unit", _("The address can mean more than one commune. Choose one of them."))
        return int(asked) if asked in options else None

    def values(self) -> dict[str, Any]:
        """What the verbs take, except the personal data that were left empty."""
        data = self.cleaned_data
        kept = ("name", "kind", "tax_code", "address", "founded_on")
        values = {name: data[name] for name in kept} | {"unit_id": data["unit_id"], "province_id": self._province_id()}
        return values | {name: data[name] for name in ("representative_name", "phone") if data[name]}

    def _province_id(self) -> int:
        here = Gazetteer.for_day(self.on)
        if "province" not in self.fields:
            province = here.province_of(here.places[self.cleaned_data["unit_id"]])
            assert province
            return province.id
        choice = self.provinces[self.cleaned_data["province"]]
        if self.before and self.before.province_id in choice.unit_ids:
            return self.before.province_id
        return here.by_code[(Level.PROVINCE, choice.code)].id


class TradeForm(forms.Form):
    """What an establishment does: a code of a loaded list, or words."""

    scheme = forms.ChoiceField(label=_("Trade list"), required=False)
    code = forms.CharField(label=_("Trade code"), max_length=12, required=False)
    words = forms.CharField(label=_("In words"), max_length=300, required=False)
    since = DayField(label=_("Since the day"), required=False)

    def __init__(self, data: Any = None, *, schemes: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["scheme"].choices = [("", _("No list: in words")), *((name, name) for name in schemes)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code, scheme = data.get("code", "").strip(), data.get("scheme", "")
        data["trade"] = Trade.objects.filter(scheme=scheme, code=code).first() if code and scheme else None
        if code and not scheme:
            self.add_error("scheme", _("A code means something only in a list. Choose the list."))
        elif code and data["trade"] is None:
            self.add_error("code", _("The list has no such code. Search it in the trade lists, or use words."))
        elif not code and not data.get("words", "").strip():
            self.add_error("words", _("Give a code of a list, or say in words what is made."))
        return data


class FactForm(forms.Form):
    """A number as it stood on a day."""

    kind = forms.ChoiceField(label=_("What is noted"), choices=[CHOOSE, *FactKind.choices])
    value = forms.IntegerField(
        label=_("The number"), min_value=0, max_value=10**18, help_text=_("People, or whole đồng; without separators.")
    )
    as_of = DayField(label=_("As of the day"))
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, on: datetime.date) -> None:
        self.on = on
        super().__init__(data)

    def clean_as_of(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["as_of"]
        if day > self.on:
            raise forms.ValidationError(_("This day has not come yet. Give the day the number was counted."))
        return day


class ReasonForm(forms.Form):
    """Why two records are one establishment."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: same owner and workshop; the second record was typed again in 2024."),
    )
