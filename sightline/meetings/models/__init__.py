"""Meetings, what they deal with, who came, and the papers before them."""

from sightline.meetings.models.meetings import (
    ATTENDED,
    AgendaItem,
    Asked,
    Attendance,
    CalendarFeed,
    Invitation,
    Meeting,
    MinuteEntry,
    Minutes,
    MinutesNote,
    MinutesState,
    Outcome,
    OutcomeKind,
    Presence,
    Purpose,
    QuorumRule,
)
from sightline.meetings.models.papers import Audience, Paper, PaperVersion

__all__ = [
    "ATTENDED",
    "AgendaItem",
    "Asked",
    "Attendance",
    "Audience",
    "CalendarFeed",
    "Invitation",
    "Meeting",
    "MinuteEntry",
    "Minutes",
    "MinutesNote",
    "MinutesState",
    "Outcome",
    "OutcomeKind",
    "Paper",
    "PaperVersion",
    "Presence",
    "Purpose",
    "QuorumRule",
]
