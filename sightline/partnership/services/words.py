"""Names and reasons as people type them, tidied; what cannot be used is refused with a sentence."""

from __future__ import annotations

from sightline.partnership.refusals import Refused

LONGEST = 200


def named(
    text: str, *, field: str = "name", what: str = "name", needed: bool = True, longest: int = LONGEST
) -> str:
    """A name on one line without spare spaces."""
    tidy = " ".join(text.split())
    if needed and not tidy:
        raise Refused(f"Enter a {what}.", field=field)
    if len(tidy) > longest:
        raise Refused(
            f"Enter a {what} of at most {longest} characters; this one has {len(tidy)}.", field=field
        )
    return tidy


def because(reason: str) -> str:
    """The reason for something that needs one."""
    tidy = reason.strip()
    if not tidy:
        raise Refused("Say why, in a sentence. It is kept in the history.", field="reason")
    return tidy
