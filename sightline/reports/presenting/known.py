"""How a claim is known, line by line: the words that stand beneath it on a page and in a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sightline.foundation.dates import spell_out
from sightline.reports import inline
from sightline.reports.releasing import Frozen

SHAPES = {
    "holds": "✓",
    "does not hold": "✕",
    "not recorded": "–",
    "judgement": "◆",
    "changed since": "△",
}

MEANINGS = (
    ("holds", "The records of the partnership bear out what was checked."),
    ("does not hold", "They do not. It is printed all the same, for the reason given beneath it."),
    ("not recorded", "Nobody kept the records that would show it."),
    ("judgement", "No figure can show it. It rests on what is cited and on a named person’s reason."),
    ("changed since", "It held when it was published, and comes out differently now."),
)
"""What each verdict means to a reader."""


def known(block: Frozen, payload: Frozen) -> Iterator[tuple[str, str]]:
    """Label and words of each line under a frozen claim."""
    checks = [(asks, payload["checks"][asks]) for asks in block["asks"] if asks in payload["checks"]]
    for asks, check in checks:
        if len(checks) > 1:
            yield "Check", f"{check['verdict'].capitalize()}: {check['because']}"
        else:
            yield "Because", check["because"]
        yield "Measure", f"{check['title']}, {check['when']}"
        yield "Definition", check["definition"]
        yield "Asked as", asks
    if not block["asks"]:
        yield (
            "Because",
            "This is a judgement: no figure shows it. It rests on what is cited and on the reason given.",
        )
    if block["reason"]:
        yield reason_label(block), block["reason"]
    if block["judged_by"]:
        yield "Judged by" if not block["asks"] else "Reason given by", block["judged_by"]
    for evidence in block["evidence"]:
        yield "Evidence", evidence_words(evidence)
    for asks in dict.fromkeys(inline.asked(block["text"])):
        figure = payload["figures"].get(asks)
        if figure:
            yield "Figure in the sentence", f"{figure['title']}, {figure['when']}. {figure['definition']}"
    yield "Checked on", spell_out(published_on(payload))


def tested(block: Frozen, payload: Frozen) -> tuple[str, ...]:
    """What each check of a frozen claim tests, in words; reports published before this was printed have none."""
    checks = [payload["checks"].get(asks, {}) for asks in block["asks"]]
    return tuple(check["tests"] for check in checks if check.get("tests"))


def reason_label(block: Frozen) -> str:
    """What the author's reason explains."""
    if not block["asks"]:
        return "Reason"
    return {
        "does not hold": "Why it is published although it does not hold",
        "not recorded": "Why it is published although it is not recorded",
    }.get(block["verdict"], "The author adds")


def evidence_words(evidence: Frozen) -> str:
    """A piece of evidence in one line."""
    parts = [evidence["title"], evidence["note"]]
    if evidence["covers"]:
        parts.append(f"covers {evidence['covers']}")
    if evidence["obtained"]:
        parts.append(f"obtained on {spell_out(date.fromisoformat(evidence['obtained']))}")
    return ", ".join(part for part in parts if part)


def published_on(payload: Frozen) -> date:
    """The day a frozen report was published, or a preview of it was made."""
    return datetime.fromisoformat(payload["published_at"]).date()
