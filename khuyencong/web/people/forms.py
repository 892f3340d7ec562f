"""Forms about the people of a unit."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyencong.directory.models import Organisation
from khuyencong.directory.roles import Role
from khuyencong.web.people.administered import Domain


class DayField(forms.DateField):
    """A day, typed the Vietnamese way: a browser's own picker would write it in the browser's language."""

    def __init__(self, **kwargs: Any) -> None:
        typed = forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}, format="%d/%m/%Y")
        kwargs.setdefault("help_text", _("Day/month/year, for example 01/07/2026."))
        super().__init__(input_formats=["%d/%m/%Y", "%Y-%m-%d"], widget=typed, **kwargs)


class RoleForm(forms.Form):
    """Which role, where, from when."""

    organisation = forms.ModelChoiceField(label=_("Body"), queryset=Organisation.objects.none(), empty_label=None)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    on = DayField(label=_("From"))

    def __init__(self, *args: Any, domain: Domain, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"organisation": domain.own[0], "on": domain.on})
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = domain.nameable


class InviteForm(RoleForm):
    """Who is invited, as what."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    full_name = forms.CharField(label=_("Full name"), max_length=200)

    field_order = ["full_name", "email", "organisation", "role", "on"]


class EndForm(forms.Form):
    """From which day a role is no longer held."""

    on = DayField(label=_("No longer from"))

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": today})
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("The day must not lie after today."))
        return day
