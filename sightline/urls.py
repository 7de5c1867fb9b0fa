"""Every address of the site. A page carries its access rule in its own app's ``urls.py``."""

from django.urls import include, path

ABOVE = "<slug:partnership>/"

urlpatterns = [
    path("account/", include("sightline.meetings.account_urls")),
    path("account/", include("sightline.people.account_urls")),
    path("", include("sightline.website.urls")),
    path("", include("sightline.demo.urls")),
    path("published/", include("sightline.reports.public_urls")),
    path(ABOVE, include("sightline.home.urls")),
    path(ABOVE, include("sightline.people.urls")),
    path(ABOVE, include("sightline.appointments.urls")),
    path(ABOVE, include("sightline.partnership.urls")),
    path(ABOVE, include("sightline.clocks.urls")),
    path(ABOVE, include("sightline.notices.urls")),
    path(ABOVE, include("sightline.imports.urls")),
    path(ABOVE, include("sightline.home.measure_pages.urls")),
    path(ABOVE, include("sightline.actions.urls")),
    path(ABOVE, include("sightline.challenges.urls")),
    path(ABOVE, include("sightline.meetings.urls")),
    path(ABOVE, include("sightline.training.urls")),
    path(ABOVE, include("sightline.forum.urls")),
    path(ABOVE, include("sightline.required_reports.urls")),
    path(ABOVE, include("sightline.funding.urls")),
    path(ABOVE, include("sightline.datasets.indicator_pages.urls")),
    path(ABOVE, include("sightline.datasets.urls")),
    path(ABOVE, include("sightline.reports.urls")),
]
