"""The addresses of the site's own pages."""

from django.urls import URLPattern

from sightline.foundation.access import PUBLIC, SIGNED_IN, page
from sightline.website import views

urlpatterns: list[URLPattern] = [
    page("", views.start, name="start", needs=PUBLIC),
    page("about", views.about, name="about", needs=PUBLIC),
    page("accessibility", views.accessibility, name="accessibility", needs=PUBLIC),
    page("privacy", views.privacy, name="privacy", needs=PUBLIC),
    page("partnerships", views.partnerships, name="partnerships", needs=SIGNED_IN),
    page("new", views.new_partnership, name="new_partnership", needs=SIGNED_IN),
]
