from django.apps import AppConfig


class RequiredReportsConfig(AppConfig):
    name = "sightline.required_reports"
    label = "required_reports"
