from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "sightline.appointments"
    label = "appointments"
