from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "sightline.notices"
    label = "notices"
