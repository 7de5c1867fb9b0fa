"""The pages of figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponseBase
from django.utils import timezone

from sightline.foundation.years import ReportingYear
from sightline.govuk.blocks import Block
from sightline.govuk.listing import part
from sightline.govuk.pages import render_page
from sightline.govuk.tables import Filter
from sightline.home.measure_pages import presenters
from sightline.home.measure_pages.behind import Behind
from sightline.home.measure_pages.telling import Where, scope_of, told
from sightline.imports.exporting import download, format_asked
from sightline.measures.coverage import covered_years, year_to_show
from sightline.measures.kinds import Measure, Named, PartOfAll
from sightline.measures.registry import MeasureError, NoSuchMeasure, find, registry
from sightline.measures.remembered import Remembered
from sightline.partnership.asking import Inside
from sightline.partnership.models import Partnership

BATCH = 2000


def measures(request: Inside) -> HttpResponseBase:
    """The dashboard."""
    partnership = request.partnership
    years = _years(partnership)
    if not years:
        return render_page(request, presenters.nothing_yet())
    year = _year(request, years)
    stats = Remembered(partnership).of(
        ("dashboard", str(year)),
        lambda: {
            measure.key: presenters.stat(partnership, measure, told(partnership, measure, year))
            for measure in registry
            if not isinstance(measure, Named | PartOfAll)  # names have no figure, and all of a whole is 100%
            and not measure.has_own_pages
        },
    )
    return render_page(request, presenters.dashboard(stats, year=year, years=years))


def measure(request: Inside, key: str) -> HttpResponseBase:
    """One measure: its value, months and groups, and the records behind it."""
    partnership = request.partnership
    try:
        asked = find(key)
    except NoSuchMeasure as problem:
        raise Http404(str(problem)) from None
    years = _years(partnership, asked.source, asked.recorded_years(partnership))
    if not years:
        return render_page(request, presenters.nothing_yet())
    year, by, only = _year(request, years), _by(request, asked), _only(request, asked)
    try:
        said = Remembered(partnership).of(
            ("measure", key, str(year), by, tuple(only.items())),
            lambda: told(partnership, asked, year, by or None, only),
        )
    except MeasureError as problem:
        return render_page(request, presenters.refused(partnership, asked, str(problem)), status=422)
    behind = Behind(asked, scope_of(partnership, asked, said.period, only))
    may_see = behind.may_be_seen_by(request.person)
    if may_see and (format := format_asked(request)):
        sheet = behind.sheet()
        rows = (sheet.cells(record) for record in behind.records.iterator(BATCH))
        return download(format, f"{key}-{year}", sheet.columns, rows)
    blocks: tuple[Block, ...] = presenters.measure_figures(partnership, asked, said, by)
    if may_see:
        blocks = (*blocks, behind.table(part(request, behind.records)))
    page = presenters.one_measure(
        partnership,
        asked,
        filters=(presenters.year_filter(year, years), *_by_filter(asked, by)),
        only=only,
        blocks=blocks,
        exported=may_see,
    )
    return render_page(request, page)


def _years(
    partnership: Partnership, source: str = "", recorded: Sequence[ReportingYear] = ()
) -> list[ReportingYear]:
    """The years one may choose: first the one that is shown unless another is, then the others, the latest first.

    ``recorded`` are those of a figure that no source covers.
    """
    begun = [year for year in recorded if year.start <= timezone.localdate()]
    shown = max(begun, default=year_to_show(partnership, source) or year_to_show(partnership))
    years = sorted({*covered_years(partnership), *recorded}, reverse=True)
    return [shown, *(year for year in years if year != shown)] if shown else []


def _year(request: Inside, years: list[ReportingYear]) -> ReportingYear:
    """The year that the address asks for, when it is one to choose; else the first of them."""
    return next((year for year in years if str(year) == request.GET.get("year")), years[0])


def _by(request: Inside, measure: Measure) -> str:
    """The dimension that the address asks for, else the measure's first; "" when it has none."""
    asked = request.GET.get("by", "")
    return asked if asked in measure.dimensions else next(iter(measure.dimensions), "")


def _by_filter(measure: Measure, by: str) -> tuple[Filter, ...]:
    """The choice of a dimension, where there is one."""
    names = {name: dimension.title for name, dimension in measure.dimensions.items()}
    if len(names) < 2:
        return ()
    first, *others = names
    choices = tuple((name, names[name]) for name in others)
    return (Filter("by", "Divided by", choices, "" if by == first else by, everything=names[first]),)


def _only(request: Inside, measure: Measure) -> Where:
    """The values that the address narrows the figure to: only-agency=Police."""
    asked = {name: tuple(request.GET.getlist(f"only-{name}")) for name in measure.dimensions}
    return {name: values for name, values in asked.items() if any(values)}
