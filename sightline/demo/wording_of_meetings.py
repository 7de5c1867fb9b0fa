"""What the executive of a demonstration partnership dealt with in a year, meeting by meeting, in words of our own."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.meetings.models import OutcomeKind, Purpose


@dataclass(frozen=True)
class Told:
    """An item of an agenda, what the minutes say of it, and what came of it, if anything did."""

    title: str
    purpose: Purpose
    minutes: str
    kind: OutcomeKind = OutcomeKind.INFORMATION
    outcome: str = ""
    allotted: int = 20


STANDING = Told(
    "Actions that are overdue",
    Purpose.DISCUSSION,
    "The business manager went through the actions that are overdue. Each agency said what stands in the way of its "
    "own and by when it expects to be done.",
    allotted=25,
)
"""What every meeting begins with."""

DECISION, INFORMATION = OutcomeKind.DECISION, OutcomeKind.INFORMATION
YEAR: tuple[tuple[Told, ...], ...] = (
    (
        Told(
            "Priorities for the year",
            Purpose.DECISION,
            "The draft priorities were discussed one by one. Education asked that attendance at school be named.",
            DECISION,
            "Three priorities for 2024-25: neglect, exploitation outside the home, and the voice of the child.",
            40,
        ),
        Told(
            "Budget",
            Purpose.DECISION,
            "The contributions of the three partners were confirmed. Training is to be looked at again in the autumn.",
            DECISION,
            "The budget for 2024-25 was agreed as it was put forward.",
        ),
    ),
    (
        Told(
            "What the scrutineer asked for last year",
            Purpose.DISCUSSION,
            "The executive went through the recommendations of the published report and named who leads on each.",
            DECISION,
            "Each recommendation has a lead agency, which reports to the executive in October.",
            30,
        ),
    ),
    (
        Told(
            "Neglect audit",
            Purpose.DISCUSSION,
            "The QA lead presented the audit. Fathers were spoken to in half of the cases. Agencies recognised this.",
            INFORMATION,
            "The audit will be repeated after the neglect tool has been in use for six months.",
            30,
        ),
        Told(
            "Training places that nobody took up",
            Purpose.DISCUSSION,
            "One place in nine was not used. Short notice from managers was named most often as the reason.",
            DECISION,
            "Agencies are told each month of places that their staff booked and did not take up.",
        ),
    ),
    (
        Told(
            "Recommendations of the scrutineer: six months on",
            Purpose.INFORMATION,
            "Leads reported. Two recommendations are met, the others are on the way.",
            INFORMATION,
            "Two of the recommendations are met.",
        ),
        Told(
            "Threshold document",
            Purpose.DECISION,
            "The new wording for unborn babies was read. It follows what was agreed with the neighbouring areas.",
            DECISION,
            "The revised threshold document was agreed and takes effect on 1 January.",
            30,
        ),
    ),
    (
        Told(
            "How the front door coped over the autumn",
            Purpose.INFORMATION,
            "The chair of the MASH group reported on waiting times, and on the posts that are vacant.",
            INFORMATION,
            "Waiting times are back to where they were in the summer.",
        ),
    ),
    (
        Told(
            "Attendance of the Practice Review Group",
            Purpose.DISCUSSION,
            "Attendance there is lower than in the other groups. Members said that its meetings fall on court days.",
            DECISION,
            "The Practice Review Group meets on Tuesdays from April.",
        ),
        Told(
            "Escalation between professionals",
            Purpose.DECISION,
            "Practitioners do not know the steps well enough. A one-page version was shown and liked.",
            DECISION,
            "The one-page version of the escalation protocol goes to every team.",
            15,
        ),
    ),
    (
        Told(
            "Voice of the child",
            Purpose.DISCUSSION,
            "Young people who were in care told the executive what they would change about meetings held about them.",
            INFORMATION,
            "The executive thanked them and will answer in writing.",
            45,
        ),
    ),
    (
        Told(
            "Yearly report: who writes what",
            Purpose.DECISION,
            "The outline was agreed. Each partner names what it contributed and how it knows that it helped.",
            DECISION,
            "Drafts go to the business manager by the end of May.",
        ),
        Told(
            "Meetings next year",
            Purpose.DECISION,
            "Eight meetings, as this year.",
            DECISION,
            "The calendar for 2025-26 was agreed.",
            10,
        ),
    ),
)
"""The items beside the standing one, for each of the eight meetings."""

NEXT = (
    Told("Progress against the priorities", Purpose.DISCUSSION, ""),
    Told("Rapid reviews since the last meeting", Purpose.INFORMATION, "", allotted=15),
    Told("Training: what to keep next year", Purpose.DECISION, "", allotted=30),
)
"""What is on the agenda of the meeting that is to come."""
