"""Blocks that say what a record is, what is to be done and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from ..values import Link, Tag, Value, shown
from .base import Block


@dataclass(frozen=True)
class SummaryRow:
    """One fact about a record; ``change`` links to where it is corrected."""

    key: str
    value: Value
    change: Link | None = None


@dataclass(frozen=True)
class SummaryList(Block):
    """The facts of a record, one a row."""

    template: ClassVar[str] = "govuk/blocks/summary_list.html"
    rows: tuple[SummaryRow, ...]

    @property
    def params(self) -> dict[str, Any]:
        return {
            "rows": [
                {
                    "key": {"text": row.key},
                    "value": {"html": shown(row.value)},
                    "actions": {
                        "items": [
                            {
                                "text": link.text,
                                "href": link.href,
                                "visuallyHiddenText": link.hidden or row.key.lower(),
                            }
                            for link in (row.change,)
                            if link
                        ]
                    },
                }
                for row in self.rows
            ]
        }


@dataclass(frozen=True)
class Task:
    """Something to be done: one verb, a hint when it helps, a status as a Tag or as words."""

    text: str
    href: str = ""
    hint: str = ""
    status: Tag | str = ""


@dataclass(frozen=True)
class TaskList(Block):
    """What is to be done, in order; ``empty`` is said when nothing is."""

    template: ClassVar[str] = "govuk/blocks/task_list.html"
    tasks: tuple[Task, ...]
    empty: str = ""
    id: str = "tasks"

    @property
    def params(self) -> dict[str, Any]:
        return {
            "idPrefix": self.id,
            "items": [
                {
                    "title": {"text": task.text},
                    "href": task.href,
                    "status": {"html": shown(task.status)},
                    **({"hint": {"text": task.hint}} if task.hint else {}),
                }
                for task in self.tasks
            ],
        }


@dataclass(frozen=True)
class Step:
    """One step of a journey; ``href`` only where one can go back to it."""

    title: str
    href: str = ""


@dataclass(frozen=True)
class Steps(Block):
    """Where one is in a journey: the steps before ``current`` (counted from 1) are done."""

    template: ClassVar[str] = "govuk/blocks/steps.html"
    steps: tuple[Step, ...]
    current: int

    @property
    def states(self) -> list[tuple[int, Step, str]]:
        return [
            (
                number,
                step,
                "done" if number < self.current else "current" if number == self.current else "to come",
            )
            for number, step in enumerate(self.steps, start=1)
        ]


@dataclass(frozen=True)
class Change:
    """What one field was and what it became."""

    label: str
    before: Value
    after: Value


@dataclass(frozen=True)
class Entry:
    """One event in the history of a record: when, who, what, and what changed with it."""

    when: date
    who: str
    what: str
    changes: tuple[Change, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Timeline(Block):
    """The history of a record, newest first."""

    template: ClassVar[str] = "govuk/blocks/timeline.html"
    entries: tuple[Entry, ...]
