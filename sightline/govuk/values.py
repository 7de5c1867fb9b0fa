"""The values a page may show, each of which knows its own HTML, so that presenters hold no markup.

"Cafe & <b>"                          escaped text
1234                                  1,234
date(2025, 3, 31)                     31 March 2025
None                                  "not recorded" (missing is not zero); use "" for an empty cell
True / False                          Yes / No
Link("RR01-24-3", "/westmoor/actions/RR01-24-3")
Tag("Overdue", "red")                 or grey, green, teal, blue, purple, magenta, orange, yellow
Verdict("does not hold")              word and shape
Lines("Westmoor County Council", Link(...))   one below the other
Svg(markup)                           a drawing made by sightline.documents.charts, never by hand
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Protocol, TypeAlias, runtime_checkable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime

from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import thousands

LONGEST_WORD = 20  # a reference such as RR01-24-3 stays on one line; anything longer may have to break


@runtime_checkable
class Shown(Protocol):
    """Anything that knows its own HTML."""

    def __html__(self) -> str: ...


Value: TypeAlias = "str | int | Decimal | date | Shown | None"


@dataclass(frozen=True)
class Link:
    """A link; ``hidden`` is added for screen readers alone, so that "Change" reads "Change date agreed"."""

    text: str
    href: str
    hidden: str = ""

    def __html__(self) -> SafeString:
        hidden = f'<span class="govuk-visually-hidden"> {escape(self.hidden)}</span>' if self.hidden else ""
        whole = "" if " " in self.text or len(self.text) > LONGEST_WORD else " sl-whole"
        href, text = escape(self.href), escape(self.text)
        return SafeString(f'<a class="govuk-link{whole}" href="{href}">{text}{hidden}</a>')

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Tag:
    """The state of something in one or two words."""

    text: str
    colour: str = "grey"

    def __html__(self) -> SafeString:
        return SafeString(
            f'<strong class="govuk-tag govuk-tag--{escape(self.colour)}">{escape(self.text)}</strong>'
        )

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Muted:
    """Text that matters less than what stands beside it."""

    text: str

    def __html__(self) -> SafeString:
        return SafeString(f'<span class="sl-muted">{escape(self.text)}</span>')

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, init=False)
class Lines:
    """Values one below the other in one cell."""

    values: tuple[Value, ...]

    def __init__(self, *values: Value) -> None:
        object.__setattr__(self, "values", values)

    def __html__(self) -> SafeString:
        return SafeString("".join([f'<span class="sl-line">{shown(value)}</span>' for value in self.values]))

    def __str__(self) -> str:
        return "\n".join(str(value) for value in self.values)


@dataclass(frozen=True)
class Svg:
    """A drawing as SVG with its own title and description; made by ``sightline.documents.charts`` alone."""

    markup: str

    def __post_init__(self) -> None:
        if not self.markup.lstrip().startswith("<svg"):
            raise ValueError("A drawing is one svg element.")

    def __html__(self) -> SafeString:
        return SafeString(self.markup)

    def __str__(self) -> str:
        return self.markup


VERDICTS = {
    "holds": ("✓", "holds"),
    "does not hold": ("✕", "fails"),
    "not recorded": ("–", "unknown"),
    "judgement": ("◆", "judgement"),
    "changed since": ("△", "changed"),
}


@dataclass(frozen=True)
class Verdict:
    """The verdict on a claim, as word and shape, never as colour alone. Raises ValueError for others."""

    word: str

    def __post_init__(self) -> None:
        if self.word not in VERDICTS:
            raise ValueError(f"{self.word!r} is not a verdict; these are: {', '.join(VERDICTS)}.")

    def __html__(self) -> SafeString:
        shape, kind = VERDICTS[self.word]
        return format_html(
            '<span class="sl-verdict sl-verdict--{}">'
            '<span class="sl-verdict__shape" aria-hidden="true">{}</span> {}</span>',
            kind,
            shape,
            self.word,
        )

    def __str__(self) -> str:
        return self.word


def shown(value: Value) -> SafeString:
    """The HTML of a value: numbers with separators, dates spelled out, None as "not recorded"."""
    match value:
        case SafeString():
            return value
        case str():
            return SafeString(escape(value))
        case None:
            return Muted("not recorded").__html__()
        case bool():
            return SafeString("Yes" if value else "No")
        case int():
            return SafeString(thousands(value))
        case date():
            said = moment(value) if isinstance(value, datetime) else spell_out(value)
            return SafeString(f'<time datetime="{value.isoformat()}">{said}</time>')
        case _:
            return SafeString(conditional_escape(value))  # type: ignore[arg-type]  # takes whatever has __html__


def moment(at: datetime) -> str:
    """A date with the time of day: "31 March 2025, 2:05pm", in local time."""
    local = localtime(at) if is_aware(at) else at
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{spell_out(local.date())}, {hour}:{local.minute:02}{half}"


def plain(value: Value) -> str:
    """The value as text for a label or an export: what ``shown`` shows, without markup."""
    match value:
        case None:
            return "not recorded"
        case bool() | int():
            return str(shown(value))
        case datetime():
            return moment(value)
        case date():
            return spell_out(value)
        case _:
            return str(value)


def sentence_list(values: Iterable[str]) -> str:
    """Words in a row as a sentence has them: "a, b and c"."""
    words = list(values)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
