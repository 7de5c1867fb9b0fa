"""The words of a frozen block with the values of their figures in place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sightline.documents.model import Bullets, Paragraph, Run, Runs, runs_from_markdown
from sightline.reports import inline
from sightline.reports.inline import Shows
from sightline.reports.releasing import Frozen

OPEN, CLOSE = "\ue000", "\ue001"  # private characters, which no text of ours keeps
PLACE = re.compile(f"{OPEN}(\\d+){CLOSE}")
UNKNOWN = "not recorded"
BREAK = SafeString("<br>")


def prose(text: str, figures: Mapping[str, Frozen]) -> tuple[Paragraph | Bullets, ...]:
    """Paragraphs and lists, in which each figure of the text is its value."""
    values: list[str] = []
    words: list[str] = []
    for part in inline.split(text):
        if isinstance(part, Shows):
            words.append(f"{OPEN}{len(values)}{CLOSE}")
            values.append(value_of(figures.get(part.asks)))
        else:
            words.append(part)

    def filled(runs: Runs) -> Runs:
        return tuple(
            replace(run, text=PLACE.sub(lambda found: values[int(found[1])], run.text)) for run in runs
        )

    return tuple(
        Bullets(tuple(filled(item) for item in block.items))
        if isinstance(block, Bullets)
        else Paragraph(filled(block.runs))
        for block in runs_from_markdown("".join(words))
    )


def sentence(text: str, figures: Mapping[str, Frozen]) -> Runs:
    """The same as one run of words, for a claim or a caption."""
    runs: list[Run] = []
    for block in prose(text, figures):
        for item in block.items if isinstance(block, Bullets) else (block.runs,):
            runs += [Run(" ")] * bool(runs) + list(item)
    return tuple(runs)


def plain(text: str, figures: Mapping[str, Frozen]) -> str:
    """The same as plain text."""
    return "".join(run.text for run in sentence(text, figures)).strip()


def value_of(figure: Frozen | None) -> str:
    """The value of a figure as a sentence shows it; of a series, that of its last month."""
    if figure is None:
        return UNKNOWN
    if "shown" in figure:
        return str(figure["shown"])
    months = figure.get("months") or [{}]
    return str(months[-1].get("shown", UNKNOWN))


def html(blocks: tuple[Paragraph | Bullets, ...]) -> SafeString:
    """Paragraphs and lists as HTML, made of nothing but escaped text and our own tags."""
    return format_html_join("\n", "{}", ((_block_html(block),) for block in blocks))


def runs_html(runs: Runs) -> SafeString:
    """Words in their styles as HTML."""
    return format_html_join("", "{}", ((_run_html(run),) for run in runs))


def _block_html(block: Paragraph | Bullets) -> SafeString:
    if isinstance(block, Bullets):
        items = format_html_join("", "<li>{}</li>", ((runs_html(item),) for item in block.items))
        return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items)
    return format_html('<p class="govuk-body">{}</p>', runs_html(block.runs))


def _run_html(run: Run) -> SafeString:
    made = format_html_join(BREAK, "{}", ((line,) for line in run.text.split("\n")))
    if run.italic:
        made = format_html("<em>{}</em>", made)
    if run.bold:
        made = format_html("<strong>{}</strong>", made)
    return format_html('<a class="govuk-link" href="{}">{}</a>', run.link, made) if run.link else made
