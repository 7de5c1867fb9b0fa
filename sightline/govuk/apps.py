"""Tells Django about the page components: templates, static files and template tags, no tables."""

from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "sightline.govuk"
    label = "govuk"
    verbose_name = "Page components"
