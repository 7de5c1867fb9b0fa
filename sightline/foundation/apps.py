"""The foundation starts last of all apps' configurations to be read, so every app's offerings can be found."""

from django.apps import AppConfig

from sightline.foundation.registry import discover


class FoundationConfig(AppConfig):
    name = "sightline.foundation"
    label = "foundation"

    def ready(self) -> None:
        discover()
