"""The seven bodies of a demonstration partnership: what each is for, who sits on it, and how often it meets."""

from __future__ import annotations

from dataclasses import dataclass

LEADS = "Lead Safeguarding Partners"
EXECUTIVE = "DSP Executive"
BUSINESS = "Business Group"
QUALITY = "QA Group"
MASH = "MASH Operational Group"
EDUCATION = "Education Advisory Group"
REVIEWS = "Practice Review Group"


@dataclass(frozen=True)
class Body:
    """``members`` name agencies as ``places.Place`` does, the chair's first; ``present`` is how many came in
    2023-24 and 2024-25, of 100 expected."""

    name: str
    purpose: str
    reports_to: str
    members: tuple[str, ...]
    meetings: int
    present: tuple[int, int]


BODIES = (
    Body(
        LEADS,
        "The heads of the three safeguarding partners set direction and hold their delegates to account.",
        "",
        ("council", "icb", "police"),
        4,
        (84, 93),
    ),
    Body(
        EXECUTIVE,
        "The delegated safeguarding partners run the arrangements.",
        LEADS,
        ("icb", "council", "police", "trust", "community_health", "voluntary"),
        8,
        (89, 93),
    ),
    Body(
        BUSINESS,
        "Turns the partnership's priorities into work and sees that it is done.",
        EXECUTIVE,
        ("council", "icb", "police", "hospitals", "community_health", "schools", "probation", "districts"),
        6,
        (88, 93),
    ),
    Body(
        QUALITY,
        "Plans and carries out multi-agency case audits, and follows up what they find.",
        BUSINESS,
        ("council", "icb", "police", "hospitals", "community_health", "schools", "voluntary"),
        6,
        (87, 92),
    ),
    Body(
        MASH,
        "Oversees the front door: the multi-agency safeguarding hub and how it decides.",
        EXECUTIVE,
        ("police", "council", "icb", "hospitals", "community_health", "schools", "probation"),
        12,
        (88, 93),
    ),
    Body(
        EDUCATION,
        "Brings schools, colleges and academy trusts into the arrangements.",
        EXECUTIVE,
        ("trust", "schools", "council", "community_health"),
        6,
        (93, 97),
    ),
    Body(
        REVIEWS,
        "Leads rapid reviews and practice reviews, and follows their actions to the end.",
        BUSINESS,
        ("council", "icb", "police", "hospitals", "community_health", "schools", "probation", "voluntary"),
        10,
        (86, 85),
    ),
)
