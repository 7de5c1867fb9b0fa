from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sightline.people"
    label = "people"

    def ready(self) -> None:
        """Have allauth count attempts and remember used codes where all processes look.

        It knows of the default cache alone, which is each process's own: with four of them one could try four
        times as often, and a code that was read over a shoulder would work once more in another.
        """
        from allauth.core.internal import ratelimit
        from allauth.mfa.totp.internal import auth
        from django.core.cache import caches
        from django.utils.connection import ConnectionProxy

        ratelimit.cache = auth.cache = ConnectionProxy(caches, "sign-in")
