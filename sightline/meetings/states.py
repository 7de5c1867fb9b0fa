"""The states a meeting goes through, and from which to which it may move."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """A step to another state: what the button says, what the question before it is, and what will be said after."""

    to: str
    text: str
    question: str
    explanation: str
    said: str


DRAFT, OPEN, IN_PROGRESS, CLOSED, CANCELLED = "draft", "open", "in progress", "closed", "cancelled"
STATES = (
    (DRAFT, "Draft"),
    (OPEN, "Open"),
    (IN_PROGRESS, "In progress"),
    (CLOSED, "Closed"),
    (CANCELLED, "Cancelled"),
)
BEGUN = (IN_PROGRESS, CLOSED)
"""The states of a meeting that took place, or is taking place."""

PLANNED = (DRAFT, OPEN)
OPENING = Move(
    OPEN, "Open the agenda", "Open the agenda?", "Members can prepare by it. You can still change it.",
    "The agenda is open.",
)  # fmt: skip
BACK_TO_DRAFT = Move(
    DRAFT, "Back to draft", "Take the agenda back to draft?", "Members see that it is not settled yet.",
    "The agenda is a draft again.",
)  # fmt: skip
STARTING = Move(
    IN_PROGRESS, "Start the meeting", "Start the meeting?",
    "Information, decisions, actions and challenges can be written until it is closed.", "The meeting has begun.",
)  # fmt: skip
CLOSING = Move(
    CLOSED, "Close the meeting", "Close the meeting?",
    "Nothing more can be added to what it decided unless it is reopened.", "The meeting is closed.",
)  # fmt: skip
REOPENING = Move(
    IN_PROGRESS, "Reopen the meeting", "Reopen the meeting?",
    "What it decided can be written again until it is closed.", "The meeting is in progress again.",
)  # fmt: skip
CANCELLING = Move(
    CANCELLED, "Cancel the meeting", "Cancel the meeting?",
    "It counts in no figure. It stays on record, with its agenda. Whoever was invited is told by mail.",
    "The meeting is cancelled.",
)  # fmt: skip
REINSTATING = Move(
    DRAFT, "Plan it again", "Plan the meeting again?", "It is a draft again, with the agenda it had.",
    "The meeting is a draft again.",
)  # fmt: skip

MOVES = {
    DRAFT: (OPENING, STARTING, CANCELLING),
    OPEN: (STARTING, BACK_TO_DRAFT, CANCELLING),
    IN_PROGRESS: (CLOSING,),
    CLOSED: (REOPENING,),
    CANCELLED: (REINSTATING,),
}


def move(state: str, to: str) -> Move | None:
    """The step from one state to another; None where there is none."""
    return next((one for one in MOVES[state] if one.to == to), None)


def move_anywhere(to: str) -> Move | None:
    """The first step that leads to a state, for the words of a question that came too late."""
    return next((one for moves in MOVES.values() for one in moves if one.to == to), None)
