"""The addresses of this app's pages, each with the right it needs."""

from sightline.foundation.access import page
from sightline.home import views

app_name = "home"
urlpatterns = [
    page("", views.home, name="home", needs="home.view"),
    page("search", views.search, name="search", needs="home.view"),
]
