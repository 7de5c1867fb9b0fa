"""What police, hospitals and schools each say of children, by the agency's own record."""

from __future__ import annotations

from .contacts import CHILD
from .model import ATTENDANCES, NOTIFICATIONS, OF_EVENT, SCHOOL_EVENTS, Indicator, Part, Way

CATEGORY = Way(name="category", title="Kind", one="kind of notification", many="kinds of notification")
RISK = Way(name="risk", title="Risk", one="grade of risk", many="grades of risk")
REASON = Way(name="reason", title="Reason", one="reason", many="reasons")
FLAG = Way(name="safeguarding_flag", title="Safeguarding flag", one="flag", many="flags")
EVENT = Way(name="event", title="Event", one="event", many="events")

police_notifications = Indicator(
    key="police_notifications",
    title="Police notifications",
    definition="Notifications by the police about a child, by the day of the incident.",
    unit="notifications",
    sources=(NOTIFICATIONS,),
    reads={NOTIFICATIONS: ("incident_date", "category", "risk")},
    by=(CATEGORY, RISK, *OF_EVENT),
    caveat="An incident with two children is two notifications.",
    sql=f"SELECT incident_date AS happened, category, risk, {CHILD} FROM police_notifications",
)

missing = Part(
    key="missing",
    title="Missing notifications",
    definition="Police notifications that a child was missing, by the day of the incident.",
    unit="notifications",
    of=police_notifications,
    way="category",
    groups=("Missing",),
    by=(RISK, *OF_EVENT),
    better="lower",
    caveat="What the police were told of. A child who goes missing five times counts five times.",
)

emergency_attendances = Indicator(
    key="emergency_attendances",
    title="Emergency attendances",
    definition="Attendances of children at an emergency department, by the day of the attendance.",
    unit="attendances",
    sources=(ATTENDANCES,),
    reads={ATTENDANCES: ("attended_on", "reason", "safeguarding_flag")},
    by=(REASON, FLAG, *OF_EVENT),
    caveat="Only what the agreement has the hospital share; attendances elsewhere are not in it.",
    sql=f"""
        SELECT attended_on AS happened, reason, {CHILD},
            CASE WHEN safeguarding_flag THEN 'Flagged' WHEN NOT safeguarding_flag THEN 'Not flagged' END
                AS safeguarding_flag
        FROM health_emergency_attendances
    """,
)

self_harm_attendances = Part(
    key="self_harm_attendances",
    title="Emergency attendances for self-harm or overdose",
    definition="Emergency attendances of children whose reason is self-harm or an overdose.",
    unit="attendances",
    of=emergency_attendances,
    way="reason",
    groups=("Overdose", "Self-harm"),
    by=OF_EVENT,
    better="lower",
    caveat="As the reason was recorded at the door.",
)

school_events = Indicator(
    key="school_events",
    title="Suspensions, exclusions and absence",
    definition="Suspensions, permanent exclusions, starts of home education and severe absence, by their day.",
    unit="events",
    sources=(SCHOOL_EVENTS,),
    reads={SCHOOL_EVENTS: ("event_date", "event")},
    by=(EVENT, *OF_EVENT),
    caveat="One child may have several.",
    sql=f"SELECT event_date AS happened, event, {CHILD} FROM education_exclusions_absence",
)


def _of_school(
    key: str, title: str, group: str, unit: str, definition: str, caveat: str, better: str = "lower"
) -> Part:
    return Part(
        key=key,
        title=title,
        definition=definition,
        unit=unit,
        of=school_events,
        way="event",
        groups=(group,),
        by=OF_EVENT,
        better=better,
        caveat=caveat,
    )


suspensions = _of_school(
    "suspensions",
    "Suspensions",
    "Suspension",
    "suspensions",
    "Suspensions from school, by the day each began.",
    "A pupil suspended twice counts twice. National figures are rates of all pupils, and not to be set beside these.",
)
permanent_exclusions = _of_school(
    "permanent_exclusions",
    "Permanent exclusions",
    "Permanent exclusion",
    "exclusions",
    "Permanent exclusions from school, by their day.",
    "As first recorded: some are taken back after a review.",
)
home_education = _of_school(
    "home_education",
    "Starts of elective home education",
    "Elective home education",
    "events",
    "Times that a child was taken off a school's roll to be educated at home, by the day.",
    "Only what schools and the authority know of; to educate at home is no sign of harm in itself.",
    better="neither",
)
severe_absence = _of_school(
    "severe_absence",
    "Severe absence",
    "Severe absence",
    "events",
    "Times that a child was recorded as severely absent: away for half of all sessions or more.",
    "By the day it was recorded, not by the sessions missed.",
)

POLICE = (police_notifications, missing)
HEALTH = (emergency_attendances, self_harm_attendances)
EDUCATION = (school_events, suspensions, permanent_exclusions, home_education, severe_absence)
