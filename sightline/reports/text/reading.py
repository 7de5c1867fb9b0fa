"""Reading a report's text, with every error and its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sightline.claims.checks import CheckError
from sightline.claims.grammar import parse as parse_check
from sightline.claims.grammar import parse_selection, show
from sightline.foundation.years import ReportingYear
from sightline.reports import inline
from sightline.reports.text.syntax import (
    FENCE,
    FENCED,
    FIELD,
    FRONT,
    HEADING,
    LEVELS,
    LONGEST,
    LOOKS_LIKE_FIELD,
    LOOKS_LIKE_STRUCTURE,
    MOST_ERRORS,
    OPENING,
)
from sightline.reports.writing import (
    BlockKind,
    BlockText,
    EvidenceText,
    Marking,
    ReportKind,
    ReportText,
    cited,
    tidy_line,
    tidy_lines,
    wrong_address,
)

Choice = TypeVar("Choice", bound=StrEnum)


class UnreadableReport(ValueError):
    """A text that is no report; ``errors`` are (line, sentence) pairs in the order of the lines."""

    def __init__(self, errors: list[tuple[int, str]]) -> None:
        self.errors = sorted(errors)[:MOST_ERRORS]
        super().__init__("\n".join(f"Line {line}: {sentence}" for line, sentence in self.errors))


def read(text: str) -> ReportText:
    """The report that a text holds. Raises UnreadableReport with every error that was found."""
    if len(text) > LONGEST:
        raise UnreadableReport([(1, f"The text is longer than {LONGEST:,} characters: it is no report.")])
    return _Reading(text).report()


class _Reading:
    """One pass over the lines, which gathers errors rather than stopping at the first."""

    def __init__(self, text: str) -> None:
        self.lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.errors: list[tuple[int, str]] = []
        self.at = 0

    def report(self) -> ReportText:
        front = self._front_matter()
        blocks = tuple(self._blocks())
        report = ReportText(
            kind=self._one_of(ReportKind, front, "kind", None),
            title=self._title(front),
            period=self._period(front),
            marking=self._one_of(Marking, front, "marking", Marking.OFFICIAL),
            blocks=blocks,
        )
        if self.errors:
            raise UnreadableReport(self.errors)
        return report

    def _wrong(self, line: int, sentence: str) -> None:
        self.errors.append((line + 1, sentence))

    def _front_matter(self) -> dict[str, tuple[int, str]]:
        """What stands between the first two lines of ---, by name, with the line it stands on."""
        while self.at < len(self.lines) and not self.lines[self.at].strip():
            self.at += 1
        if self.at == len(self.lines) or self.lines[self.at].strip() != "---":
            sentence = "A report begins with a line of ---, then kind, title and period, then a line of ---."
            raise UnreadableReport([(self.at + 1, sentence)])
        found: dict[str, tuple[int, str]] = {}
        for at in range(self.at + 1, len(self.lines)):
            line = self.lines[at].strip()
            if line == "---":
                self.at = at + 1
                return found
            name, colon, value = line.partition(":")
            name = name.strip().lower()
            if name in FRONT and colon:
                if name in found:
                    self._wrong(at, f"“{name}” is given twice: take one of them out.")
                found[name] = (at, tidy_line(value))
            elif line:
                self._wrong(
                    at, f"“{line[:40]}” is not understood: write kind, title, period or marking, and a colon."
                )
        sentence = "The lines that begin the report are not closed: end them with a line of ---."
        raise UnreadableReport([(self.at + 1, sentence)])

    def _one_of(
        self, choices: type[Choice], front: dict[str, tuple[int, str]], name: str, default: Choice | None
    ) -> Choice:
        if name not in front and default is not None:
            return default
        line, value = front.get(name, (0, ""))
        for choice in choices:
            if value.casefold() == choice.casefold():
                return choice
        words = " or ".join(choices)
        said = f"“{value}” is not a {name} of report" if value else f"The {name} of the report is missing"
        self._wrong(line, f"{said}: write {name}: followed by {words}.")
        return next(iter(choices))

    def _title(self, front: dict[str, tuple[int, str]]) -> str:
        line, value = front.get("title", (0, ""))
        if not value:
            self._wrong(line, "The report has no title: write title: followed by it.")
        elif len(value) > 200:
            self._wrong(line, "The title is longer than 200 characters.")
        return value

    def _period(self, front: dict[str, tuple[int, str]]) -> str:
        line, value = front.get("period", (0, ""))
        try:
            return str(ReportingYear.parse(value))
        except ValueError:
            said = f"“{value}” is not a reporting year" if value else "The report has no period"
            self._wrong(line, f"{said}: write period: followed by a year such as 2024-25.")
            return ""

    def _blocks(self) -> Iterator[BlockText]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self.at += 1
            elif line.strip().startswith(FENCE):
                yield from self._fenced()
            elif heading := HEADING.fullmatch(line):
                yield from self._heading(heading)
                self.at += 1
            else:
                yield from self._paragraph()

    def _heading(self, heading: re.Match[str]) -> Iterator[BlockText]:
        kind, words = LEVELS.get(len(heading[1])), tidy_line(heading[2])
        if kind is None:
            self._wrong(
                self.at, "Write a heading as ## or, inside a section, as ###; the title stands at the top."
            )
        elif words:
            yield BlockText(kind, words)

    def _paragraph(self) -> Iterator[BlockText]:
        first, kept = self.at, []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip() or line.strip().startswith(FENCE) or HEADING.fullmatch(line):
                break
            kept.append(_unguarded(line, LOOKS_LIKE_STRUCTURE))
            self.at += 1
        if words := self._prose(kept, first):
            yield BlockText(BlockKind.TEXT, words)

    def _fenced(self) -> Iterator[BlockText]:
        """A block between two lines of :::."""
        first, opening = self.at, OPENING.fullmatch(self.lines[self.at])
        self.at += 1
        name = opening[1].lower() if opening else ""
        kind = FENCED.get(name)
        if kind is None:
            said = f"“::: {name}” is no kind of block" if name else "This line of ::: closes nothing"
            self._wrong(first, f"{said}: write ::: claim, figure, chart or table, and close it with :::")
            if not name:
                return
        inside = []
        while self.at < len(self.lines) and not self.lines[self.at].strip().startswith(FENCE):
            inside.append(self.lines[self.at])
            self.at += 1
        if self.at == len(self.lines) or self.lines[self.at].strip().strip(":"):
            self._wrong(first, f"The block “::: {name}” is not closed: write ::: on a line after it.")
        else:
            self.at += 1
        if kind:
            yield from self._block(kind, opening[2] if opening else "", inside, first)

    def _block(self, kind: BlockKind, rest: str, inside: list[str], first: int) -> Iterator[BlockText]:
        claim = kind is BlockKind.CLAIM
        prose, fields = self._fields(inside, first)
        words = self._prose(prose, first + 1)
        asks: list[str] = []
        if claim:
            if rest:
                self._wrong(first, "Nothing stands behind ::: claim: write the sentence on the next line.")
            if not words:
                self._wrong(first, "This claim has no sentence: write it on the line after ::: claim.")
        elif not rest:
            self._wrong(first, f"Say what the {kind} shows, such as ::: {kind} meetings.held in 2024-25.")
        elif self._is_check(rest):
            self._wrong(first, f"A {kind} takes no test: end it after the period, or make it a claim.")
        else:
            asks += self._canonical(parse_selection, rest, first)
        evidence, said = [], {"reason": "", "judged by": ""}
        for line, name, value in fields:
            if not claim:
                self._wrong(line, f"“{name}:” belongs to a claim, not to a {kind}.")
            elif name == "check":
                asks += self._canonical(parse_check, value, line)
            elif name == "evidence":
                evidence += self._evidence(value, line)
            elif said[name]:
                self._wrong(line, f"“{name}:” is given twice: take one of them out.")
            else:
                said[name] = value
        yield BlockText(kind, words, tuple(asks), said["reason"], said["judged by"], tuple(evidence))

    def _fields(self, inside: list[str], first: int) -> tuple[list[str], list[tuple[int, str, str]]]:
        """The sentence of a block and its named lines; a line after a named one goes on with it."""
        prose: list[str] = []
        fields: list[tuple[int, str, str]] = []
        for number, line in enumerate(inside, start=first + 1):
            found = FIELD.fullmatch(line)
            if found:
                fields.append((number, found[1].lower(), tidy_line(found[2])))
            elif fields and line.strip():
                at, name, value = fields.pop()
                fields.append((at, name, tidy_line(f"{value} {line}")))
            elif not fields:
                prose.append(_unguarded(_unguarded(line, LOOKS_LIKE_FIELD), LOOKS_LIKE_STRUCTURE))
        return prose, fields

    def _prose(self, lines: list[str], first: int) -> str:
        """Tidy words, with the selections of the figures in them in canonical form."""

        def canonical(asks: str) -> str:
            return next(iter(self._canonical(parse_selection, asks, first)), asks)

        return inline.rewritten(tidy_lines("\n".join(lines)), canonical)

    @staticmethod
    def _is_check(text: str) -> bool:
        try:
            parse_check(text)
        except CheckError:
            return False
        return True

    def _canonical(self, parse: object, text: str, line: int) -> list[str]:
        try:
            return [show(parse(text))]  # type: ignore[operator]
        except CheckError as problem:
            self._wrong(line, problem.sentence)
            return []

    def _evidence(self, value: str, line: int) -> list[EvidenceText]:
        title, *rest = [part.strip() for part in value.split("|")]
        notes: list[str] = []
        covers, obtained = "", None
        for part in rest:
            if part.startswith("covers ") and not covers:
                covers = part.removeprefix("covers ").strip()
            elif part.startswith("obtained ") and obtained is None:
                try:
                    obtained = date.fromisoformat(part.removeprefix("obtained ").strip())
                except ValueError:
                    self._wrong(line, f"“{part}” is not a date: write obtained 2025-03-31.")
            elif part:
                notes.append(part)
        if problem := wrong_address(" ".join(notes)):
            self._wrong(line, problem)
        if not title:
            self._wrong(line, "This evidence has no title: write evidence: followed by what it is.")
        return [cited(title, " ".join(notes), covers, obtained)]


def _unguarded(line: str, looks_like: re.Pattern[str]) -> str:
    found = looks_like.match(line)
    return f"{found[1]}{line[found.end(1) + 1 :]}" if found and found[2] else line
