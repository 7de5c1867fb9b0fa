"""The ways a figure can be divided and filtered: by agency, by body, by course, by month.

Values are given and returned by the name people see. A dimension knows the path from a row to its value,
which values the partnership has, and whether those without rows are listed too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sightline.foundation.dates import months
from sightline.foundation.text import fold
from sightline.measures.agencies import Agencies
from sightline.measures.registry import NoSuchValue, nearest
from sightline.measures.scope import Scope
from sightline.measures.units import Noun
from sightline.partnership.models import Body, Partnership

NOT_STATED = "Not stated"
"""The name of the group whose rows have nothing in this dimension."""

AGENCY = Noun("agency", "agencies")

Names = Callable[[Partnership], Iterable[str]]


@dataclass(frozen=True)
class Setting:
    """What dimensions need to know of a question: its scope, the measure's rows of any date, and the agencies."""

    scope: Scope
    rows: QuerySet[Any]
    agencies: Agencies


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A dimension whose values are text that stands at ``path``.

    ``noun`` is what one of them is called in a sentence. ``names`` reads the values a partnership has; without
    it they are read from the rows. ``every`` lists them all in the groups, with or without rows. ``spelt`` is
    the form in which two spellings are equal.
    """

    title: str
    noun: Noun
    path: str
    names: Names | None = None
    every: bool = False
    spelt: Callable[[str], str] = fold

    def label(self, raw: Any, setting: Setting) -> str:
        """The name of the group that a value read from ``path`` belongs to."""
        return raw or NOT_STATED

    def listed(self, setting: Setting) -> Iterable[str]:
        """The groups that are shown even without rows."""
        return self.names(setting.scope.partnership) if self.every and self.names else ()

    def choices(self, setting: Setting) -> list[str]:
        """The values one may filter by."""
        return sorted({self.label(raw, setting) for raw in self._stored(setting)})

    def chosen(self, names: Iterable[str], setting: Setting) -> list[str]:
        """The groups that are meant by these names, each once. Raises NoSuchValue for a name that is not there."""
        return list(dict.fromkeys(self.label(raw, setting) for raw in self._meant(names, setting)))

    def condition(self, names: Iterable[str], setting: Setting) -> Q:
        """The rows that belong to one of these values. Raises NoSuchValue for a name that is not there."""
        meant = self._meant(names, setting)
        blank = Q(**{self.path: ""}) | Q(**{f"{self.path}__isnull": True}) if "" in meant else Q()
        return Q(**{f"{self.path}__in": [raw for raw in meant if raw]}) | blank

    def _meant(self, names: Iterable[str], setting: Setting) -> list[str]:
        """What is stored of these names, however it is spelt; "" stands for nothing."""
        spellings = defaultdict(list)
        for raw in self._stored(setting):
            if raw:
                spellings[self.spelt(raw)].append(raw)
        meant: list[str] = []
        for name in names:
            if self.spelt(name) == self.spelt(NOT_STATED):
                meant.append("")
            elif self.spelt(name) in spellings:
                meant += spellings[self.spelt(name)]
            else:
                known = [spelling[0] for spelling in spellings.values()]
                raise NoSuchValue(f"There is no {self.title.lower()} “{name}”.{nearest(name, known)}")
        return meant

    def _stored(self, setting: Setting) -> Iterable[Any]:
        if self.names:
            return self.names(setting.scope.partnership)
        return setting.rows.order_by().values_list(self.path, flat=True).distinct()


@dataclass(frozen=True, kw_only=True)
class AgencyDimension(Dimension):
    """A dimension whose values are agencies; ``path`` is the foreign key's. Every agency is listed."""

    def label(self, raw: Any, setting: Setting) -> str:
        return setting.agencies.name(raw, setting.scope.as_of) if raw else NOT_STATED

    def listed(self, setting: Setting) -> Iterable[str]:
        return setting.agencies.standing(setting.scope.as_of)

    def choices(self, setting: Setting) -> list[str]:
        return setting.agencies.standing(setting.scope.as_of)

    def chosen(self, names: Iterable[str], setting: Setting) -> list[str]:
        day = setting.scope.as_of
        counted = setting.agencies.counted_under(names, day)
        return sorted({setting.agencies.name(agency, day) for agency in counted})

    def condition(self, names: Iterable[str], setting: Setting) -> Q:
        return Q(**{f"{self.path}__in": setting.agencies.counted_under(names, setting.scope.as_of)})


@dataclass(frozen=True, kw_only=True)
class MonthDimension(Dimension):
    """The calendar months of a period, as far as they have begun, written 2024-04; ``path`` is the date's."""

    def label(self, raw: date, setting: Setting) -> str:
        return f"{raw:%Y-%m}"

    def listed(self, setting: Setting) -> Iterable[str]:
        return self._months(setting)

    def choices(self, setting: Setting) -> list[str]:
        return list(self._months(setting))

    def condition(self, names: Iterable[str], setting: Setting) -> Q:
        known = self._months(setting)
        chosen = Q(pk__in=())
        for month in self._meant(names, setting):
            chosen |= Q(**{f"{self.path}__range": known[month]})
        return chosen

    def chosen(self, names: Iterable[str], setting: Setting) -> list[str]:
        return self._meant(names, setting)

    def _meant(self, names: Iterable[str], setting: Setting) -> list[str]:
        known = self._months(setting)
        months = [name.strip() for name in names]
        for month in months:
            if month not in known:
                example = min(known, default=f"{setting.scope.start:%Y-%m}")
                raise NoSuchValue(
                    f"“{month}” is not a month of {setting.scope.period}: write it as {example}."
                )
        return months

    def _months(self, setting: Setting) -> dict[str, tuple[date, date]]:
        scope = setting.scope
        begun = months(scope.start, min(scope.as_of, timezone.localdate()))
        return {f"{first:%Y-%m}": (first, last) for first, last in begun}


def by_agency(path: str = "agency", title: str = "Agency", noun: Noun = AGENCY) -> Dimension:
    """The agency at ``path``."""
    return AgencyDimension(title=title, noun=noun, path=path)


def by_body(path: str) -> Dimension:
    """The body at ``path``; every body of the partnership is listed."""
    return Dimension(
        title="Body", noun=Noun("body", "bodies"), path=f"{path}__name", names=_bodies, every=True
    )


def _bodies(partnership: Partnership) -> Iterable[str]:
    return Body.objects.of(partnership).values_list("name", flat=True)
