"""Forms: Django's own, drawn with the design system, with errors in words that say how to mend them.

    class ActionForm(forms.ModelForm):
        class Meta:
            model = Action
            fields = ["title", "owner", "agreed", "source"]     # dates become day, month and year
        reveals = {"source": {"other": ("source_other",)}}       # a field shown under one choice of another
        explains = {"source": {"audit": "A case audit, ..."}}    # a hint under one choice of radios

    class ReasonForm(forms.Form):
        reason = CharField(label="Reason", widget=Textarea, help_text="One sentence, kept in the history.")
        agreed = forms.DateField(label="Date agreed")
        amount = MoneyField(label="Amount")                   # 1234.5, 1,234.50 or £1,234.50

- Help text is the hint; a field that is not required says "(optional)" unless the form has
  ``mark_optional = False``; a widget's ``class`` attribute reaches the component (``govuk-input--width-5``);
  its ``prefix`` and ``suffix`` attributes stand before and after the input.
- RadioSelect gives radios, CheckboxSelectMultiple and SelectMultiple give checkboxes, a Textarea with a
  ``max_length`` counts characters, a file field makes the form multipart.
- ``Group("Dates", ("agreed", "due"))`` puts fields in a fieldset; fields in no group come last, in order.
- Any other Django form (allauth's, say) can be drawn too: ``{% errors form %}`` and ``{% fields form %}``.
"""

from .base import Form, ModelForm
from .dates import DateField, DateInput
from .money import MoneyField
from .rendering import Group, error_summary, form_fields

__all__ = [
    "DateField",
    "DateInput",
    "Form",
    "Group",
    "ModelForm",
    "MoneyField",
    "error_summary",
    "form_fields",
]
