"""What is asked for on the pages of meetings."""

from sightline.meetings.forms.attendance import EVERYBODY, AttendanceForm, SheetForm
from sightline.meetings.forms.outcomes import NewOutcomeForm, OutcomeForm
from sightline.meetings.forms.planning import ItemForm, MeetingForm, NewItemForm, ToMeetingForm

__all__ = [
    "EVERYBODY",
    "AttendanceForm",
    "ItemForm",
    "MeetingForm",
    "NewItemForm",
    "NewOutcomeForm",
    "OutcomeForm",
    "SheetForm",
    "ToMeetingForm",
]
