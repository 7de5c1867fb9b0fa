"""The addresses of the partnership's own pages, each with the right it needs."""

from sightline.foundation.access import PUBLIC, page
from sightline.partnership import permissions as may
from sightline.partnership.views import agencies, bodies, seats, settings

app_name = "partnership"
A, B = "agencies/<int:number>", "bodies/<int:number>"
urlpatterns = [
    page("agencies/", agencies.agency_list, name="agencies", needs=may.VIEW),
    page("agencies/new", agencies.add_agency, name="add_agency", needs=may.EDIT_AGENCIES),
    page(f"{A}/", agencies.agency_record, name="agency", needs=may.VIEW),
    page(f"{A}/correct", agencies.correct_agency, name="correct_agency", needs=may.EDIT_AGENCIES),
    page(f"{A}/name", agencies.rename_agency, name="rename_agency", needs=may.EDIT_AGENCIES),
    page(f"{A}/merge", agencies.merge_agency, name="merge_agency", needs=may.EDIT_AGENCIES),
    page(f"{A}/merge/undo", agencies.undo_merger, name="undo_merger", needs=may.EDIT_AGENCIES),
    page(f"{A}/withdraw", agencies.withdraw_agency, name="withdraw_agency", needs=may.EDIT_AGENCIES),
    page(f"{A}/restore", agencies.restore_agency, name="restore_agency", needs=may.EDIT_AGENCIES),
    page(f"{A}/names/new", agencies.add_alias, name="add_alias", needs=may.EDIT_AGENCIES),
    page(f"{A}/workforce/new", agencies.add_workforce, name="add_workforce", needs=may.EDIT_AGENCIES),
    page(
        "names/<int:number>/take-away",
        agencies.withdraw_alias,
        name="withdraw_alias",
        needs=may.EDIT_AGENCIES,
    ),
    page(
        "workforce/<int:number>/correct",
        agencies.correct_workforce,
        name="correct_workforce",
        needs=may.EDIT_AGENCIES,
    ),
    page(
        "workforce/<int:number>/withdraw",
        agencies.withdraw_workforce,
        name="withdraw_workforce",
        needs=may.EDIT_AGENCIES,
    ),
    page("bodies/", bodies.body_list, name="bodies", needs=may.VIEW),
    page("bodies/new", bodies.add_body, name="add_body", needs=may.EDIT_BODIES),
    page(f"{B}/", bodies.body_record, name="body", needs=may.VIEW),
    page(f"{B}/correct", bodies.correct_body, name="correct_body", needs=may.EDIT_BODIES),
    page(f"{B}/withdraw", bodies.withdraw_body, name="withdraw_body", needs=may.EDIT_BODIES),
    page(f"{B}/restore", bodies.restore_body, name="restore_body", needs=may.EDIT_BODIES),
    page(f"{B}/seats/new", seats.add_seat, name="add_seat", needs=may.EDIT_BODIES),
    page("seats/<int:number>/", seats.seat_record, name="seat-record", needs=may.VIEW),
    *seats.recording.pages("seats/", "<int:number>/", adds=False),
    page("seats/<int:number>/end", seats.end_seat, name="end_seat", needs=may.EDIT_BODIES),
    page("coverage/", settings.coverage, name="coverage", needs=may.VIEW),
    page("coverage/<int:number>", settings.adjust_coverage, name="adjust_coverage", needs=may.EDIT_COVERAGE),
    page("settings/", settings.settings, name="settings", needs=may.SETTINGS),
    page("brand.css", settings.brand_css, name="brand", needs=PUBLIC),
]
