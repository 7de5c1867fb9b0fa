"""Forms drawn with the design system, and what they say when something is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms as django_forms
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from sightline.govuk import forms
from sightline.govuk.forms import DateField, Group, error_summary, form_fields

from .styleguide import EveryWidget


class Agreed(forms.Form):
    agreed = DateField(label="Date agreed")


def said(data: dict[str, Any]) -> str:
    return str(Agreed(data).errors["agreed"][0])


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"agreed_day": day, "agreed_month": month, "agreed_year": year}


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MAR"])
def test_a_date_may_have_its_month_as_a_word(month: str) -> None:
    form = Agreed(typed("31", month, "2025"))
    assert form.is_valid()
    assert form.cleaned_data["agreed"] == date(2025, 3, 31)


def test_a_date_may_be_posted_in_one_piece() -> None:
    form = Agreed({"agreed": "2025-03-31"})
    assert form.is_valid()
    assert form.cleaned_data["agreed"] == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("", "", ""), "Enter date agreed"),
        (("31", "2", "2025"), "Date agreed must be a real date, such as 31 3 2025"),
        (("x", "2", "2025"), "Date agreed must be a real date, such as 31 3 2025"),
        (("31", "", "2025"), "Date agreed must include a month"),
        (("31", "", ""), "Date agreed must include a month and a year"),
        (("31", "3", "25"), "Date agreed must have a year from 1900 to 2199, such as 2025"),
        (("31", "12", "9999"), "Date agreed must have a year from 1900 to 2199, such as 2025"),
        (("31", "3", "٢٠٢٥x"), "Date agreed must have a year from 1900 to 2199, such as 2025"),
        (("0", "3", "2025"), "Date agreed must be a real date, such as 31 3 2025"),
    ],
)
def test_a_wrong_date_is_told_which_part_to_mend(parts: tuple[str, str, str], sentence: str) -> None:
    assert said(typed(*parts)) == sentence


def test_what_was_typed_for_a_date_is_kept_and_the_error_leads_to_the_wrong_part() -> None:
    form = Agreed(typed("31", "", "twenty"))
    html = form_fields(form)
    assert 'value="31"' in html
    assert 'value="twenty"' in html
    assert 'href="#id_agreed-month"' in error_summary(form)


def test_a_date_known_already_fills_its_three_parts() -> None:
    html = form_fields(Agreed(initial={"agreed": date(2025, 3, 31)}))
    assert [f'value="{part}"' in html for part in ("31", "3", "2025")] == [True, True, True]


def test_a_date_that_was_not_touched_has_not_changed() -> None:
    initial = {"agreed": date(2025, 3, 31)}
    assert not Agreed(typed("31", "3", "2025"), initial=initial).has_changed()
    assert Agreed(typed("30", "3", "2025"), initial=initial).has_changed()


class Everything(forms.Form):
    name = django_forms.CharField(max_length=5)
    rate = django_forms.IntegerField(label="100% of what", max_value=10)
    post = django_forms.EmailField(label="Email address", required=False)
    agency = django_forms.ChoiceField(choices=(("a", "A"),))
    mine = django_forms.CharField(error_messages={"required": "Say what it is called"})
    upload = django_forms.FileField(label="Tracker", allow_empty_file=False)


def test_every_mistake_is_told_in_words_that_say_how_to_mend_it() -> None:
    files = {"upload": SimpleUploadedFile("a.xlsx", b"")}
    form = Everything({"name": "abcdefg", "rate": "11", "post": "me", "agency": "z"}, files)
    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "name": ["Name must be 5 characters or fewer; there are 7"],
        "rate": ["100% of what must be 10 or less"],
        "post": ["Email address must be an email address, such as name@example.org"],
        "agency": ["Choose one of the answers for agency"],
        "mine": ["Say what it is called"],
        "upload": ["The file is empty; choose another"],
    }


def test_a_form_with_a_file_is_multipart_and_one_without_is_not() -> None:
    assert Everything().is_multipart()
    assert not Agreed().is_multipart()


def test_nothing_typed_is_lost_and_it_is_escaped() -> None:
    form = EveryWidget(
        {"title": "<b>Pathway</b>", "reason": "one\ntwo", "priorities": ["neglect"], "version": "9"}
    )
    html = form_fields(form)
    assert 'value="&lt;b&gt;Pathway&lt;/b&gt;"' in html
    assert ">one\ntwo</textarea>" in html
    assert 'value="neglect" checked' in html
    assert '<input type="hidden" name="version" value="9"' in html


def test_a_password_is_not_sent_back() -> None:
    assert "s3cret" not in form_fields(EveryWidget({"secret": "s3cret"}))


def test_an_input_is_tied_to_its_hint_and_its_error() -> None:
    html = form_fields(EveryWidget({}))
    assert 'aria-describedby="id_title-hint id_title-error"' in html


def test_every_link_of_the_summary_leads_to_an_input_on_the_page() -> None:
    form = EveryWidget({"version": "3"})
    html = form_fields(form)
    links = [part.split('"')[0] for part in error_summary(form).split('href="#')[1:]]
    assert len(links) >= 9
    assert [link for link in links if f'id="{link}"' not in html] == []


def test_an_error_of_the_whole_form_is_in_the_summary() -> None:
    form = Agreed(typed("1", "3", "2025"))
    form.add_error(None, "The year is closed; ask the coordinator to open it.")
    assert "The year is closed" in error_summary(form)


def test_a_form_nobody_sent_has_no_summary() -> None:
    assert error_summary(Agreed()) == ""


def test_grouped_fields_come_first_and_no_field_twice() -> None:
    html = form_fields(EveryWidget(), (Group("Dates", ("agreed",)),))
    assert html.index("Dates") < html.index('id="id_agreed-day"') < html.index('id="id_title"')
    assert html.count('id="id_agreed-day"') == 1


def test_a_revealed_field_stands_under_its_choice_alone() -> None:
    html = form_fields(EveryWidget())
    assert html.count('id="id_source_other"') == 1
    assert html.index("Somewhere else") < html.index('id="id_source_other"')


def test_two_forms_on_a_page_keep_their_names_apart() -> None:
    html = form_fields(Agreed(prefix="second"))
    assert 'name="second-agreed_day"' in html
    assert Agreed({"second-agreed": "2025-03-31"}, prefix="second").is_valid()


def test_what_may_be_left_out_says_so() -> None:
    html = form_fields(EveryWidget())
    assert "Cost (optional)" in " ".join(html.split())
    assert "Reference (optional)" not in " ".join(html.split())


def test_a_widget_nobody_can_draw_is_named() -> None:
    class Odd(forms.Form):
        when = django_forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        form_fields(Odd())


class Delivery(models.Model):
    due = models.DateField("date due", null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "govuk"
        managed = False


def test_a_model_form_asks_for_dates_in_three_parts() -> None:
    class DeliveryForm(forms.ModelForm):
        class Meta:
            model = Delivery
            fields = ["due", "at"]

    form = DeliveryForm({"due_day": "3", "due_month": "6", "due_year": "2024"})
    assert form.is_valid()
    assert form.cleaned_data["due"] == date(2024, 6, 3)
    assert 'name="due_month"' in form_fields(form)


def test_choices_of_a_model_are_the_widgets_own() -> None:
    class Kind(forms.Form):
        kind = django_forms.ModelChoiceField(ContentType.objects.none())

    assert "---------" in form_fields(Kind())
