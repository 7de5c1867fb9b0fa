"""The addresses of the pages of indicators."""

from sightline.datasets.indicator_pages import views
from sightline.datasets.insight import views as insight
from sightline.datasets.packs import views as packs
from sightline.datasets.permissions import OBSERVE
from sightline.foundation.access import page

OBSERVED = "indicators/observations/"
PACKS = "indicators/packs/"
app_name = "indicators"
urlpatterns = [
    page("indicators/", views.indicator_list, name="list", needs="measures.view"),
    page("indicators/<str:key>", views.indicator, name="indicator", needs="measures.view"),
    page(PACKS, packs.pack_list, name="packs", needs="measures.view"),
    page(f"{PACKS}new", packs.pack_new, name="pack-new", needs=OBSERVE),
    page(f"{PACKS}<int:number>", packs.pack_record, name="pack", needs="measures.view"),
    page(f"{PACKS}<int:number>.<slug:form>", packs.pack_file, name="pack-file", needs="measures.view"),
    page("indicators/<str:key>/observe", insight.observe, name="observe", needs=OBSERVE),
    page(f"{OBSERVED}", insight.observation_list, name="observations", needs="measures.view"),
    *insight.recording.pages(OBSERVED, "<int:number>/", adds=False),
    page(
        f"{OBSERVED}<int:number>",
        insight.observation_record,
        name="observation-record",
        needs="measures.view",
    ),
    page(f"{OBSERVED}<int:number>/recommend", insight.recommend, name="observation-recommend", needs=OBSERVE),
]
