from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "sightline.clocks"
    label = "clocks"
