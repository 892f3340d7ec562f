"""How forms are drawn."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields and errors from our own templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
