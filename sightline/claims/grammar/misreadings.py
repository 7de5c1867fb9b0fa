"""What to tell a person whose check cannot be read: what was expected at that place, with an example."""

from __future__ import annotations

import re

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from sightline.claims.checks import CheckError

SAY_WHEN = "say when, such as in 2024-25, at 2025-03-31 or from 2023-04 to 2025-03"
SAY_WHAT = "say what is to be true, such as >= 9000, falls since 2023-24 or is improving"

EXPECTED: tuple[tuple[str, str], ...] = (
    ("KEY", "begin with the key of a measure, such as training.places_attended"),
    ("YEAR", "after “in” write a reporting year, such as in 2024-25"),
    ("DATE", "after “at” write a date, such as at 2025-03-31"),
    ("MONTH", "write a month, such as from 2023-04 to 2025-03"),
    ("_TO", "write the last month too, such as from 2023-04 to 2025-03"),
    ("DIMENSION", "after “by” write a dimension, such as by body each"),
    ("_AND", "“between” takes two numbers, such as between 70% and 90%"),
    ("NUMBER", "write a number, such as 9000 or 80%"),
    ("WHEN", "after “since” write a date or a year, such as since 2024-03-31 or since 2023-24"),
    ("SERIES", "after “is” write improving, worsening, consistent, or a name between quotation marks"),
    ("_SINCE", "say since when, such as falls since 2024-03-31 or falls by >= 25% since 2024-03-31"),
    ("_IS", SAY_WHAT),
    ("OP", "write a comparison and a number, such as >= 25%"),
    (
        "RBRACE",
        'close the braces, and put a name of several words between quotation marks: {body="DSP Executive"}',
    ),
    ("DIMENSION_IS", "between the braces write a dimension and its values, such as {source=audit}"),
    ("WORD", 'write a value, such as audit or "practice review"'),
    ("STRING", 'write a name between quotation marks, such as "Westmoor Schools"'),
    ("_IN", SAY_WHEN),
)
"""What could have come next, and what to write there; the first that was possible is what is said."""

CLOSED = re.compile(r'"(?:[^"\\]|\\.)*"|“(?:[^”\\]|\\.)*”', re.DOTALL)
PERIOD_SEEN = re.compile(r"\b(?:in|at|from)\s+[0-9]", re.IGNORECASE)


IS = re.compile(r"\bis\s+(not\s+)?$", re.IGNORECASE)
RATHER = {
    "improving": "write is consistent or is worsening",
    "worsening": "write is consistent or is improving",
    "consistent": "write is improving or is worsening",
}
"""What a check can say in place of the word after “is not”."""


def explained(problem: UnexpectedInput, text: str) -> CheckError:
    """The error to show for one of the parser's own."""
    if isinstance(problem, UnexpectedToken):
        possible, position = set(problem.expected), problem.token.start_pos
        at_end = problem.token.type == "$END"
    else:
        possible = set(problem.allowed or ()) if isinstance(problem, UnexpectedCharacters) else set()
        position, at_end = problem.pos_in_stream, False
    position = len(text.rstrip()) if at_end or position is None else position
    word = text[position:].split()[0][:30] if text[position:].strip() else ""
    if word[:1] in ('"', "“") and not CLOSED.match(text, position):
        return CheckError("A quotation mark is opened and not closed.", position)
    advice = next((advice for terminal, advice in EXPECTED if terminal in possible), "")
    advice = _instead(text[:position], word) or advice
    if advice == SAY_WHAT and not PERIOD_SEEN.search(text[:position]):
        advice = SAY_WHEN
    if not advice:
        return CheckError(f"“{word}” is more than a check takes: it should end before this.", position)
    opening = f"“{word}” is not understood here" if word else "The check stops too soon"
    return CheckError(f"{opening}: {advice}.", position)


def _instead(before: str, word: str) -> str:
    """What to write for “is not improving” or “is not 9000”, which people say and checks do not."""
    opening = IS.search(before)
    if opening is None:
        return ""
    if word[:1].isdigit():
        return f"write {'!=' if opening[1] else '='} {word}"
    return RATHER.get(word.lower(), "") if opening[1] else ""
