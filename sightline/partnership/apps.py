from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "sightline.partnership"
    label = "partnership"
