"""What changed between two deliveries of a data set, said so that somebody asks the sender about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

ROWS = 0.5
"""A change in the number of rows by more than this share is told."""
FILLED = 0.1
"""A change in how full a field is by more than this, of 1, is told."""
CODE_SHARE = 0.15
"""A change in a code's share of its field by more than this, of 1, is told."""
FEW = 20
"""Rows of a table below which shares say nothing."""


def drift(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Sentences about what changed from one profile to the next; none when nothing did that matters."""
    said: list[str] = []
    for name in before.keys() - now.keys():
        said.append(f"{before[name]['title']} is not in the delivery any more.")
    for name, table in now.items():
        if name not in before:
            said.append(f"{table['title']} is new in the delivery.")
        else:
            said += _table(before[name], table, several=len(now) > 1)
    return said


def _table(before: Mapping[str, Any], now: Mapping[str, Any], *, several: bool) -> Iterator[str]:
    lead = f"{now['title']}: " if several else ""
    for sentence in (
        *_rows(before, now),
        *_columns(before, now),
        *_fields(before, now),
        *_months(before, now),
    ):
        yield lead + sentence


def _rows(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    was, is_ = before["rows"], now["rows"]
    if was == is_:
        return
    if not was or not is_:
        yield f"There are {is_:,} rows, and {was:,} the time before."
    elif abs(is_ - was) / was > ROWS and max(is_, was) >= FEW:
        more = "more" if is_ > was else "fewer"
        yield f"There are {_percent(abs(is_ - was) / was)} {more} rows than the time before: {is_:,} after {was:,}."


def _columns(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name, about in before["fields"].items():
        if name not in now["fields"]:
            yield f"The column for “{about['title']}” is not there any more."
    for name, about in now["fields"].items():
        if name not in before["fields"]:
            yield f"There is a column for “{about['title']}” now."
    for heading in now["unknown"]:
        if heading not in before["unknown"]:
            yield f"There is a new column “{heading}”, which the agreement does not know."


def _fields(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    enough = before["rows"] >= FEW and now["rows"] >= FEW
    for name, about in now["fields"].items():
        was = before["fields"].get(name)
        if was is None:
            continue
        if enough and abs(about["filled"] - was["filled"]) > FILLED:
            share, before_it = _percent(about["filled"]), _percent(was["filled"])
            yield f"“{about['title']}” is filled in {share} of rows, after {before_it}."
        yield from _codes(about["title"], was.get("codes", {}), about.get("codes", {}), enough=enough)


def _codes(title: str, was: Mapping[str, int], now: Mapping[str, int], *, enough: bool) -> Iterator[str]:
    in_all, in_all_before = sum(now.values()), sum(was.values())
    if not in_all or not in_all_before:
        return
    for code in now:
        if code not in was:
            yield f"“{title}” says {code} for the first time, in {now[code]:,} rows."
    for code, count in was.items():
        if code not in now:
            if count >= FEW or count / in_all_before > CODE_SHARE:
                yield f"“{title}” does not say {code} any more, and did in {count:,} rows."
        elif enough and abs(now[code] / in_all - count / in_all_before) > CODE_SHARE:
            shares = f"{_percent(now[code] / in_all)}, after {_percent(count / in_all_before)}"
            yield f"“{title}” says {code} in {shares}."


def _months(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """The span of the governing date, and months without a row inside it."""
    was, is_ = list(before["months"]), list(now["months"])
    if not is_ or not was:
        return
    if is_[0] > was[-1] and _after(was[-1]) != is_[0]:
        begins, ended = _month(is_[0]), _month(was[-1])
        yield f"It begins in {begins}, and the one before ended in {ended}: months in between are missing."
    elif is_[-1] < was[-1]:
        yield f"It ends in {_month(is_[-1])}, earlier than the one before, which ended in {_month(was[-1])}."
    for earlier, later in pairwise(is_):
        if _after(earlier) != later and min(now["months"][earlier], now["months"][later]) >= FEW:
            yield f"There is nothing between {_month(earlier)} and {_month(later)}."


def _after(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def _month(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{date(year, number, 1):%B %Y}"


def _percent(share: float) -> str:
    return f"{int(share * 100 + 0.5)}%"
