"""The pages on which records are kept by hand, the same for every kind: a form that loses nothing, the record
with its history, withdrawing it and putting it back.

    # actions/views.py
    recording = Recording(keeping=services.actions, form=ActionForm, find=queries.action, names="actions:", ...)

    def action_record(request: Inside, ref: str) -> HttpResponse:
        action = recording.found(request, ref)
        return render_page(request, presenters.record_page(action, recording.told(request, action)))

    # actions/urls.py
    urlpatterns = [page("actions/", ...), *recording.pages("actions/", "<str:ref>/")]
"""

from sightline.partnership.recording.forms import RecordForm, Watchful, WithdrawForm
from sightline.partnership.recording.lists import choice, day_asked, narrowed, offered, search
from sightline.partnership.recording.pages import Recording, Told

__all__ = [
    "RecordForm",
    "Recording",
    "Told",
    "Watchful",
    "WithdrawForm",
    "choice",
    "day_asked",
    "narrowed",
    "offered",
    "search",
]
