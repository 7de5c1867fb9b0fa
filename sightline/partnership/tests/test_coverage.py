"""Which periods a source is complete for, and spans that adjoin."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.access import Shell
from sightline.partnership import queries, services
from sightline.partnership.models import Coverage, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.spans import Span, joined
from sightline.partnership.tests.races import at_once

DAY = date(2024, 1, 1)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


@time_machine.travel("2025-06-10T09:00:00+01:00", tick=False)
def test_the_first_record_by_hand_begins_live_coverage_once(partnership: Partnership, shell: Shell) -> None:
    span = services.begin_live(by=shell, partnership=partnership, source="actions")
    assert span is not None
    assert (span.start, span.end) == (date(2025, 6, 10), None)
    assert services.begin_live(by=shell, partnership=partnership, source="actions") is None
    assert queries.coverage(partnership, "actions") == [span]


def test_coverage_cannot_end_before_it_starts(partnership: Partnership, shell: Shell) -> None:
    span = Coverage.objects.create(
        partnership=partnership, source="actions", start=date(2024, 4, 1), end=None
    )
    with pytest.raises(Refused, match="last day comes before the first"):
        services.adjust_coverage(by=shell, span=span, start=date(2024, 4, 1), end=date(2024, 3, 31))
    services.adjust_coverage(by=shell, span=span, start=date(2024, 4, 1), end=date(2025, 3, 31))
    assert [held.end for held in queries.coverage(partnership, "actions")] == [date(2025, 3, 31)]


@pytest.mark.django_db(transaction=True)
def test_a_source_that_two_people_begin_to_keep_at_once_is_live_once(partnership: Partnership) -> None:
    def begin(name: str) -> None:
        services.begin_live(by=Shell(name), partnership=partnership, source="actions")

    assert at_once(begin) == []
    assert Coverage.objects.count() == 1


spans = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 20))).map(
        lambda pair: Span(day(pair[0]), None if pair[1] is None else day(pair[0] + pair[1]))
    ),
    max_size=6,
)


@given(spans, st.integers(0, 90))
def test_joined_spans_hold_the_same_days(held: list[Span], number: int) -> None:
    def among(these: list[Span]) -> bool:
        return any(
            span.start <= day(number) and (span.end is None or day(number) <= span.end) for span in these
        )

    assert among(joined(held)) == among(held)


@given(spans)
def test_joined_spans_leave_a_gap_between_them(held: list[Span]) -> None:
    whole = joined(held)
    for one, following in pairwise(whole):
        assert one.end is not None
        assert following.start > one.end + timedelta(days=1)
