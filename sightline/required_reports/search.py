"""Finding required reports by what is reported, from whom and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.foundation.matching import matching
from sightline.foundation.search import Finder, Hit, finders
from sightline.required_reports.permissions import VIEW
from sightline.required_reports.presenters.addresses import rule_at, rule_called
from sightline.required_reports.queries import requirements

MOST = 10


def hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    """The rules that hold the words."""
    if not person.may(VIEW, partnership):
        return
    rows = requirements(partnership).select_related("reporter", "to")
    for rule in matching(rows, words, "subject", "concerns", "reporter__name", "to__name")[:MOST]:
        text = f"{rule.reporter.name}, {rule.get_frequency_display().lower()}"
        yield Hit(rule_called(rule), rule_at(rule, partnership), "Required report", text)


finders.add(Finder("required_reports", hits))
