"""The addresses of importing, each with the right it needs."""

from django.conf import settings

from sightline.foundation.access import ORDINARY, page
from sightline.imports import views

app_name = "imports"
urlpatterns = [
    page("imports/", views.import_list, name="list", needs="imports.view"),
    page(
        "imports/new",
        views.upload,
        name="new",
        needs="imports.commit",
        takes=settings.UPLOAD_LIMIT + ORDINARY,
    ),
    page("imports/<int:number>/", views.import_record, name="record", needs="imports.view"),
    page("imports/<int:number>/kind", views.kind, name="kind", needs="imports.commit"),
    page("imports/<int:number>/columns", views.columns, name="columns", needs="imports.commit"),
    page("imports/<int:number>/problems", views.problems, name="problems", needs="imports.commit"),
    page("imports/<int:number>/commit", views.commit, name="commit", needs="imports.commit"),
    page("imports/<int:number>/again", views.again, name="again", needs="imports.commit"),
    page("imports/<int:number>/discard", views.discard, name="discard", needs="imports.commit"),
    page("imports/<int:number>/undo", views.undo, name="undo", needs="imports.commit"),
    page(
        "imports/<int:number>/rows-not-imported.xlsx",
        views.refused_rows,
        name="refused",
        needs="imports.commit",
    ),
    page("imports/<int:number>/original", views.original, name="original", needs="imports.commit"),
]
