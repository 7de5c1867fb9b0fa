"""The addresses of linkage, each with the right it needs. A pair goes by its number alone."""

from sightline.datasets.linkage import views
from sightline.datasets.permissions import CHILD_LEVEL, EDIT, VIEW
from sightline.foundation.access import page

PAIR = "data/linkage/pairs/<int:number>"
urlpatterns = [
    page("data/linkage/", views.linkage, name="linkage", needs=VIEW),
    page("data/linkage/link", views.link, name="link", needs=EDIT),
    page("data/linkage/<int:number>", views.run_record, name="linkage-run", needs=VIEW),
    page("data/linkage/pairs/", views.pair_list, name="pairs", needs=CHILD_LEVEL),
    page(PAIR, views.pair, name="pair", needs=CHILD_LEVEL),
    page(f"{PAIR}/decide", views.decide, name="pair-decide", needs=CHILD_LEVEL),
    page(f"{PAIR}/take-back", views.take_back, name="pair-take-back", needs=CHILD_LEVEL),
]
