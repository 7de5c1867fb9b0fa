"""What the files of a demonstration say: evidence of actions, and papers of meetings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A short document: its title, one sentence, and its points."""

    title: str
    sentence: str
    points: tuple[str, ...]


HEAD = ["Case", "Done as agreed", "What was seen"]
RECORDED, NOT_RECORDED = "Recorded on the day, with its reason", "No record was found"


def _sample(failing: tuple[int, ...]) -> list[list[str]]:
    return [
        HEAD,
        *(
            [str(case), "no" if case in failing else "yes", NOT_RECORDED if case in failing else RECORDED]
            for case in range(1, 11)
        ),
    ]


SAMPLE, AGAIN = _sample((2, 5, 9)), _sample((6,))
"""Seven of ten cases in the first sample, nine of ten a quarter later."""

BRIEFING = Text(
    "Briefing for staff",
    "What changes for every team, on one page.",
    (
        "Say what worries you to the other professional first, and write down what was agreed.",
        "If nothing changes within two working days, tell your manager.",
        "Your manager takes it to the next step of the protocol, and tells you what came of it.",
    ),
)
PROGRESS = Text(
    "Progress against the priorities",
    "What was done in the year, and what is late.",
    (
        "Fewer actions from reviews are outstanding than a year ago.",
        "About half were done by their target date, as in the year before.",
        "The escalation protocol is used more often, and practitioners say that it is clearer.",
    ),
)
CALENDAR = [
    ["Month", "Meeting"],
    *(
        [month, "Executive"]
        for month in ("May", "June", "July", "September", "October", "November", "January", "March")
    ),
]
OPTIONS = (
    Text(
        "Training: the options",
        "Members are asked to choose what goes on next year.",
        ("Keep every course as it is.", "Keep the courses that agencies book most, and move two online."),
    ),
    Text(
        "Training: the options with costs",
        "Members are asked to choose what goes on next year. The costs are estimates.",
        (
            "Keep every course as it is: as much as this year.",
            "Keep the courses that agencies book most, and move two online: about a tenth less.",
            "The second, with a course on working with fathers, as members asked: as much as this year.",
        ),
    ),
)
