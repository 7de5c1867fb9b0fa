"""The form of a body's rule of quorum."""

from __future__ import annotations

from django import forms

from sightline.meetings.models import QuorumRule
from sightline.partnership.recording import RecordForm

NUMBER = forms.NumberInput(attrs={"class": "govuk-input--width-3"})


class RuleForm(RecordForm):
    """Who has to come for a body to be quorate."""

    class Meta:
        model = QuorumRule
        fields = ("body", "since", "every_partner", "fewest_members", "fewest_agencies")
        widgets = {"fewest_members": NUMBER, "fewest_agencies": NUMBER}
        labels = {
            "since": "From which day does it hold?",
            "every_partner": "Somebody of each kind of statutory partner has to come",
        }
        help_texts = {
            "since": "Meetings from that day on are judged by it. Leave it blank if it has always held.",
            "fewest_members": "Deputies count.",
            "fewest_agencies": "Deputies count.",
        }
