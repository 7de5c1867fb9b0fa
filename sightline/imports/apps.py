from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "sightline.imports"
    label = "imports"
