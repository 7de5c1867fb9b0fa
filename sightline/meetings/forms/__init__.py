"""What is asked for on the pages of meetings."""

from sightline.meetings.forms.attendance import EVERYBODY, AttendanceForm, SheetForm
from sightline.meetings.forms.minutes import AgreeForm, CorrectionForm, MinuteForm
from sightline.meetings.forms.outcomes import DecideForm, NewOutcomeForm, OutcomeForm
from sightline.meetings.forms.papers import NewPaperForm, PaperForm, PaperVersionForm
from sightline.meetings.forms.planning import ItemForm, MeetingForm, NewItemForm, ToMeetingForm
from sightline.meetings.forms.quorum import RuleForm

__all__ = [
    "EVERYBODY",
    "AgreeForm",
    "AttendanceForm",
    "CorrectionForm",
    "DecideForm",
    "ItemForm",
    "MeetingForm",
    "MinuteForm",
    "NewItemForm",
    "NewOutcomeForm",
    "NewPaperForm",
    "OutcomeForm",
    "PaperForm",
    "PaperVersionForm",
    "RuleForm",
    "SheetForm",
    "ToMeetingForm",
]
