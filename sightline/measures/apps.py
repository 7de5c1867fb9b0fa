from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "sightline.measures"
    label = "measures"
