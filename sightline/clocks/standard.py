"""The clocks that guidance sets, each with its edition; a partnership may keep its own lengths beside them.

Source: Working Together 2023 (WT23) and the Child Safeguarding Practice Review Panel's guidance. Where ``local`` is
true the length is agreed in each area, and what stands here is only one area's.
"""

from __future__ import annotations

from dataclasses import dataclass

from sightline.clocks.lengths import Length, Unit
from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Standard:
    """One clock: what it is called, which day is its day 0, and how long it runs."""

    key: str
    title: str
    begins: str
    length: Length
    edition: str = "WT23"
    local: bool = False


standards: Registry[Standard] = Registry("clock")


def _clock(
    key: str, title: str, number: int, unit: Unit, begins: str, *, edition: str = "WT23", local: bool = False
) -> None:
    standards.add(Standard(key, title, begins, Length(number, unit), edition, local))


_clock(
    "incident-notification",
    "Serious incident notification",
    5,
    Unit.WORKING_DAYS,
    "the day the local authority became aware, not the day of the incident",
)
_clock("rapid-review", "Rapid review", 15, Unit.WORKING_DAYS, "the day the notification was sent")
_clock(
    "practice-review", "Local practice review published", 6, Unit.MONTHS, "the day it was decided to review"
)
_clock(
    "panel-copy",
    "Copy to the national Panel before publication",
    -7,
    Unit.WORKING_DAYS,
    "the day of publication, counted backwards",
    local=True,
)
_clock(
    "yearly-report",
    "Yearly report published",
    6,
    Unit.MONTHS,
    "the last day of the reporting year",
    local=True,
)
_clock("referral-decision", "Decision on a referral", 1, Unit.WORKING_DAYS, "the day it was received")
_clock("assessment", "Assessment", 45, Unit.WORKING_DAYS, "the day of the referral")
_clock(
    "initial-conference",
    "Initial child protection conference",
    15,
    Unit.WORKING_DAYS,
    "the day of the strategy discussion that began the section 47 enquiry",
)
_clock("core-group", "First core group", 10, Unit.WORKING_DAYS, "the day of the conference")
_clock("first-review", "First child protection review", 91, Unit.DAYS, "the day of the conference")
_clock("later-review", "Further child protection review", 183, Unit.DAYS, "the day of the review before")
_clock(
    "disagreement-1",
    "Disagreement, stage 1",
    2,
    Unit.WORKING_DAYS,
    "the day it was raised",
    edition="",
    local=True,
)
_clock(
    "disagreement-2",
    "Disagreement, stage 2",
    5,
    Unit.WORKING_DAYS,
    "the day stage 1 ended",
    edition="",
    local=True,
)
_clock(
    "disagreement-3",
    "Disagreement, stage 3",
    2,
    Unit.WORKING_DAYS,
    "the day stage 2 ended",
    edition="",
    local=True,
)
