"""The addresses of published reports, for everybody."""

from sightline.foundation.access import PUBLIC, page
from sightline.reports.views import public

AT = "<slug:partnership>/<slug:report>/"
urlpatterns = [
    page("<slug:partnership>/", public.published_list, name="published_reports", needs=PUBLIC),
    page(AT, public.published, name="published", needs=PUBLIC),
    page(f"{AT}version-<int:version>/", public.published_version, name="published_version", needs=PUBLIC),
    page(
        f"{AT}version-<int:version>/<slug:form>", public.published_file, name="published_file", needs=PUBLIC
    ),
]
