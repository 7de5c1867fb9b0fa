from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "sightline.claims"
    label = "claims"
