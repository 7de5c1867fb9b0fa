"""The addresses of the page on which one chooses who to be. Both are not there beside a real partnership."""

from django.urls import URLPattern

from sightline.demo import views
from sightline.foundation.access import PUBLIC, page

app_name = "demo"
urlpatterns: list[URLPattern] = [
    page("demonstration/", views.people, name="people", needs=PUBLIC),
    page("demonstration/sign-in", views.sign_in, name="sign_in", needs=PUBLIC),
]
