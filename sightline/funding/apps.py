from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "sightline.funding"
    label = "funding"
