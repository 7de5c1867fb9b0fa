from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "sightline.documents"
    label = "documents"
