"""The pages of Sightline: a layout, page presenters, blocks, forms and the component macros behind one tag.

Start with `sightline.govuk.pages` (one example of each kind of page), `sightline.govuk.blocks` (what a page
may contain), `sightline.govuk.forms` (forms) and `sightline.govuk.chrome` (what surrounds every page).
Inside a template of one's own:

    {% extends "govuk/layout.html" %}{% load govuk %}
    {% block content %}
      {% govuk "button" text="Save" %}           a component macro; or {% govuk "button" params %} with a dict
      {% show value %}                           a value: text, number, date, Link, Tag, Lines, Svg
      {% include block.template %}               any block of sightline.govuk.blocks, called ``block``
      {% errors form %} ... {% fields form %}    the error summary and the fields of any Django form
    {% endblock %}
"""
