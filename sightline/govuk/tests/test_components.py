"""The component macros behind the tag."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from sightline.govuk.components import UnknownComponent, component


def test_text_given_to_a_component_is_escaped() -> None:
    assert "&lt;b&gt;Save&lt;/b&gt;" in component("button", {"text": "<b>Save</b>"})


def test_an_attribute_given_to_a_component_cannot_break_out() -> None:
    html = component("input", {"name": "x", "label": {"text": "X"}, "value": '"><script>'})
    assert "<script>" not in html


def test_a_component_of_two_words_is_found_by_its_camel_case_name() -> None:
    html = component(
        "errorSummary", {"titleText": "There is a problem", "errorList": [{"text": "Enter a name"}]}
    )
    assert "govuk-error-summary" in html
    assert "Enter a name" in html


@pytest.mark.parametrize("name", ["header", "footer"])
def test_the_components_with_a_crown_are_refused(name: str) -> None:
    with pytest.raises(UnknownComponent, match="crown"):
        component(name, {})


def test_an_unknown_component_is_named_in_the_error() -> None:
    with pytest.raises(UnknownComponent, match="carousel"):
        component("carousel", {})


def test_the_tag_takes_a_dict_and_words_beside_it() -> None:
    template = Template('{% load govuk %}{% govuk "button" params classes="wide" %}')
    html = template.render(Context({"params": {"text": "Save & close"}}))
    assert "Save &amp; close" in html
    assert 'class="govuk-button wide"' in html


def test_typed_text_of_several_lines_is_not_indented_in_a_text_area() -> None:
    html = component("textarea", {"name": "x", "label": {"text": "X"}, "value": "one\ntwo"})
    assert ">one\ntwo</textarea>" in html
