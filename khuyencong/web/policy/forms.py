"""What a reader asks for, and what an officer signs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.directory.models import AdministrativeUnit
from khuyencong.policy.models import Activity
from khuyencong.policy.queries import Standing
from khuyencong.web.policy.wording import STANDINGS


class DayField(forms.DateField):
    """A day, typed or picked."""

    widget = forms.DateInput(attrs={"inputmode": "numeric", "class": "form-control", "size": 10}, format="%d/%m/%Y")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%d/%m/%Y", "%Y-%m-%d"], required=False, **kwargs)


class Lookup(forms.Form):
    """One day, one place, perhaps one activity and one certainty."""

    day = DayField(label=_("On the day"))
    province = forms.ChoiceField(label=_("Territory"), required=False)
    activity = forms.ChoiceField(label=_("Activity"), required=False)
    standing = forms.ChoiceField(
        label=_("Certainty"),
        required=False,
        choices=[("", _("All certainties")), *((one.value, label) for one, (_w, label) in STANDINGS.items())],
    )

    def __init__(self, asked: Any, *, provinces: Iterable[AdministrativeUnit], activities: Iterable[Activity]) -> None:
        super().__init__(asked)
        self.places = {unit.code: unit for unit in provinces}
        self.listed = {activity.code: activity for activity in activities}
        self.fields["province"].choices = [("", _("The whole country")), *((c, u.name) for c, u in self.places.items())]
        self.fields["activity"].choices = [("", _("All activities")), *((c, str(a)) for c, a in self.listed.items())]
        for name in ("province", "activity", "standing"):
            self.fields[name].widget.attrs["class"] = "form-select kc-short"

    @property
    def place(self) -> AdministrativeUnit | None:
        """The province asked for, where that day's map has it."""
        return self.places.get(self.cleaned_data.get("province", ""))

    @property
    def wanted_activity(self) -> Activity | None:
        """The activity asked for."""
        return self.listed.get(self.cleaned_data.get("activity", ""))

    @property
    def wanted_standing(self) -> Standing | None:
        """The certainty asked for."""
        value = self.cleaned_data.get("standing")
        return Standing(value) if value else None


class TwoDays(forms.Form):
    """Two days, one place."""

    before = DayField(label=_("From the day"))
    after = DayField(label=_("To the day"))
    province = forms.ChoiceField(label=_("Territory"), required=False)
    unchanged = forms.BooleanField(label=_("Also what did not change"), required=False)

    def __init__(self, asked: Any, *, provinces: Iterable[AdministrativeUnit]) -> None:
        super().__init__(asked)
        self.places = {unit.code: unit for unit in provinces}
        self.fields["province"].choices = [("", _("The whole country")), *((c, u.name) for c, u in self.places.items())]
        self.fields["province"].widget.attrs["class"] = "form-select"

    @property
    def place(self) -> AdministrativeUnit | None:
        """The province asked for."""
        return self.places.get(self.cleaned_data.get("province", ""))


class Confirmation(forms.Form):
    """Where in the text the figure stands, and the words."""

    page = forms.CharField(
        label=_("Page or clause of the text"), max_length=100, help_text=_("For example: page 7, Article 8, clause 9.")
    )
    quote = forms.CharField(
        label=_("The words of the clause"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Copy the sentence with the figure. It is kept with your name and cannot be changed afterwards."),
    )
