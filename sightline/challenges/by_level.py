"""Challenge by level: at which it was raised, how soon it was answered there, and which level asks which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sightline.documents.charts import Bar, Bars
from sightline.govuk.blocks import Block, Section, Text
from sightline.govuk.charts import chart_block
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Muted, Value, sentence_list
from sightline.measures.answers import Answer
from sightline.measures.dimensions import NOT_STATED
from sightline.partnership.models import Level


def section(raised: Answer, to_answer: Answer, between: Sequence[tuple[str, str, int]]) -> Section:
    """``raised`` and ``to_answer`` are divided by level; ``between`` counts (level, level it was raised with)."""
    counted = {name: int(one.value) for name, one in raised.groups.items() if one.value}
    said = {name: number for name, number in counted.items() if name != NOT_STATED}
    blocks: tuple[Block, ...] = (Text("At which level challenges were raised is not said."),)
    if said:
        blocks = (chart_block(_bars(counted, said), key="level"), _each(counted, to_answer))
    return Section("By level", (*blocks, *_between(between)), id="by-level")


def _bars(counted: Mapping[str, int], said: Mapping[str, int]) -> Bars:
    number = max(said.values())
    most = sorted(_called(name) for name, count in said.items() if count == number)
    each = " each" if len(most) > 1 else ""
    return Bars(
        title=f"Most challenges by level: {sentence_list(most)}, {number} of {sum(counted.values())}{each}",
        bars=tuple(Bar(_called(name), counted[name]) for name in _in_order(counted)),
        show=str,
        measure="Challenges raised",
        group="Level",
    )


def _each(counted: Mapping[str, int], to_answer: Answer) -> Table:
    def days(name: str) -> Value:
        one = to_answer.groups.get(name)
        return one.shown if one and one.value is not None else Muted("not recorded")

    return Table(
        caption="How soon they were answered",
        columns=(
            Column("Level"),
            Column("Raised", numeric=True),
            Column("Median days to answer", numeric=True),
        ),
        rows=tuple(Row((_called(name), counted[name], days(name))) for name in _in_order(counted)),
    )


def _between(between: Sequence[tuple[str, str, int]]) -> tuple[Block, ...]:
    """Which level asks which, where that is said of any challenge."""
    pairs = {(by, to): number for by, to, number in between}
    if not any(by or to for by, to in pairs):
        return ()
    asked = [level for level in (*Level, "") if any(to == level for _, to in pairs)]
    raising = [level for level in (*Level, "") if any(by == level for by, _ in pairs)]
    return (
        Table(
            caption="Challenges by the level that raised them and the level they were raised with",
            columns=(Column("Raised by"), *(Column(_end(level), numeric=True) for level in asked)),
            rows=tuple(
                Row((_end(by), *(pairs.get((by, to)) or Muted("0") for to in asked))) for by in raising
            ),
        ),
    )


def _in_order(counted: Mapping[str, int]) -> list[str]:
    """The most first, and last what is not stated."""
    return sorted(counted, key=lambda name: (name == NOT_STATED, -counted[name], name))


def _called(name: str) -> str:
    return name[:1].upper() + name[1:]


def _end(level: str) -> str:
    return Level(level).label if level else "Not said"
