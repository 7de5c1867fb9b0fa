"""Which actions a page is asked for, and as at which day: the same for the list, the board and the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import F, QuerySet

from sightline.actions import queries
from sightline.actions.models import Action
from sightline.actions.presenters import listing
from sightline.actions.states import CHOICES, SHOWN, State
from sightline.foundation.dates import next_month, spell_out
from sightline.foundation.matching import matching
from sightline.govuk.tables import Filter
from sightline.measures import coverage
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Period, Scope
from sightline.measures.standing import last_day, month_ends
from sightline.partnership.asking import Inside
from sightline.partnership.models import Partnership
from sightline.partnership.recording import choice, day_asked, narrowed, offered, search

T = TypeVar("T")
SEARCHED = ("reference", "undertaking", "recommendation", "review", "owner", "progress")


@dataclass(frozen=True)
class Selection:
    """What the address of a page says, read once.

    ``latest`` is the day it would show without being asked, ``first`` that from which there are records.
    """

    partnership: Partnership
    figures: Remembered
    day: date
    latest: date
    first: date
    state: Filter
    source: Filter
    agency: Filter
    at: Filter
    words: Filter

    @classmethod
    def asked(cls, request: Inside) -> Selection:
        """The selection that an address asks for."""
        where = request.partnership
        spans = coverage.spans(where, "actions")
        latest = last_day(spans)
        day = day_asked(request, "at", latest)
        days = {one.isoformat(): spell_out(one) for one in (*month_ends(spans), day) if one != latest}
        figures = Remembered(where)
        sources, leads = figures.of(("actions",), lambda: (queries.sources(where), queries.leads(where)))
        return cls(
            partnership=where,
            figures=figures,
            day=day,
            latest=latest,
            first=spans[0].start if spans else latest,
            state=choice(request, "state", "State", ((word, said[0]) for word, said in CHOICES.items())),
            source=choice(request, "source", "Source", ((one, one.capitalize()) for one in sources)),
            agency=choice(request, "agency", "Lead agency", ((str(n), name) for n, name in leads)),
            at=choice(request, "at", "As at", days.items(), everything=spell_out(latest)),
            words=search(request),
        )

    @property
    def filters(self) -> tuple[Filter, ...]:
        return offered(self.state, self.source, self.agency, self.at, self.words)

    @property
    def states(self) -> tuple[State, ...]:
        """The states that are shown."""
        return CHOICES[self.state.value][1] if self.state.value else SHOWN

    @property
    def dimensions(self) -> Mapping[str, tuple[str, ...]]:
        """What figures are narrowed by."""
        source = {"source": (self.source.value,)} if self.source.value else {}
        return source | ({"agency": (self.agency.said,)} if self.agency.value else {})

    def years_back(self) -> list[tuple[str, str]]:
        """How far back one may look beyond two years, as far as there are records."""
        longer = ((2, "5", "Five years"), (5, "10", "Ten years"))
        return [(years, said) for beyond, years, said in longer if self.first < self.period(beyond).start]

    def period(self, years: int) -> Period:
        """The months of so many years up to the day that is shown."""
        return Period(next_month(self.day.replace(year=self.day.year - years, day=1)), self.day)

    def remembered(self, what: str, answer: Callable[[], T]) -> T:
        """What was answered of this selection since the records last changed; a search is asked anew."""
        if self.words.value:
            return answer()
        chosen = (self.state.value, self.source.value, self.agency.value)
        return self.figures.of(("actions", what, self.day, *chosen), answer)

    def found(self) -> QuerySet[Action]:
        """The actions that are meant, each with its state."""
        standing = queries.standing(self.partnership, self.day, self.states)
        found = matching(standing, self.words.value, *SEARCHED)
        return narrowed(found, source=self.source, agency=self.agency)

    def sentence(self) -> str:
        """How all the actions of the partnership stood that day."""
        scope = Scope(partnership=self.partnership, at=self.day)
        return listing.state_sentence(
            self.day,
            self.figures.evaluate("actions.outstanding", scope),
            self.figures.evaluate("actions.overdue", scope),
            asked=self.day != self.latest,
        )


class Kept(Sequence[Action]):
    """What was found, to be cut into pages. To work out the states takes longest, so they are remembered page by page.

    ``found`` is in its order already.
    """

    def __init__(self, asked: Selection, found: QuerySet[Action]) -> None:
        self._asked, self._found = asked, found

    def __len__(self) -> int:
        return self._asked.remembered("count", self._found.order_by().count)

    def __getitem__(self, place: Any) -> Any:
        numbers = self._found.values_list("pk", F("state"))
        which = f"page {self._found.query.order_by} {place.start} {place.stop}"
        states = self._asked.remembered(which, lambda: dict(numbers[place]))
        return queries.in_states(self._asked.partnership, states)
