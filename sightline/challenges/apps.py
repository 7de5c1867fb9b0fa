from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "sightline.challenges"
    label = "challenges"
