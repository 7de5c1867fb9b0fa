"""The addresses of the pages of indicators."""

from sightline.datasets.indicator_pages import views
from sightline.foundation.access import page

app_name = "indicators"
urlpatterns = [
    page("indicators/", views.indicator_list, name="list", needs="measures.view"),
    page("indicators/<str:key>", views.indicator, name="indicator", needs="measures.view"),
]
