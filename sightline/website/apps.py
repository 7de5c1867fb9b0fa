from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "sightline.website"
    label = "website"
