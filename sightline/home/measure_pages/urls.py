"""The addresses of the measures' pages, which stand here because they draw charts."""

from sightline.foundation.access import page
from sightline.home.measure_pages import views

app_name = "measures"
urlpatterns = [
    page("measures/", views.measures, name="list", needs="measures.view"),
    page("measures/<str:key>", views.measure, name="measure", needs="measures.view"),
]
