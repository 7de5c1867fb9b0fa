from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "sightline.forum"
    label = "forum"
