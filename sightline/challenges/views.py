"""The pages of challenge."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, HttpResponseBase

from sightline.challenges import between as matrix
from sightline.challenges import by_level, over_time, presenters, queries, services
from sightline.challenges.forms import GROUPS, ChallengeForm, CloseForm, EscalateForm
from sightline.challenges.models import Expectation, Result
from sightline.challenges.stages import stages
from sightline.foundation.matching import matching
from sightline.govuk.blocks import Section
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.imports.exporting import list_or_file
from sightline.measures.agencies import Agencies
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Period, Scope
from sightline.measures.standing import covered_part, covered_years, last_covered, of_year, year_asked
from sightline.partnership.asking import Inside, ask_form
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Recording, choice, narrowed, offered, search

STATES = (("open", "Open"), ("long", f"Open for more than {queries.LONG.days} days"), ("closed", "Closed"))

recording = Recording(
    keeping=services.challenges,
    form=ChallengeForm,
    find=queries.challenge,
    names="challenges:",
    within=lambda where, challenge: (Link("Challenges", presenters.listed(where)),),
    called=presenters.title,
    groups=GROUPS,
)


def challenge_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    year, chosen = year_asked(request, "challenges", label="Raised in", all_years=True)
    figures = Remembered(where)
    raisers, asked, levels = figures.of(("challenges",), lambda: _choices(where))
    by = choice(request, "by", "By", ((str(n), name) for n, name in raisers))
    to = choice(request, "with", "With", ((str(n), name) for n, name in asked))
    level = choice(request, "level", "Level", ((one, one) for one in levels))
    expectation = choice(request, "expectation", "Expectation", Expectation.choices)
    result = choice(request, "result", "What came of it", Result.choices)
    state = choice(request, "state", "State", STATES)
    words = search(request)
    found = matching(queries.listed(where), words.value, *queries.SEARCHED)
    found = narrowed(of_year(found, "raised_on", year, chosen), raised_by=by, raised_with=to, at_level=level)
    found = narrowed(found, expectation=expectation, result=result)
    if state.value:
        found = found.filter(closed_on__isnull=state.value != "closed")
    if state.value == "long":
        found = queries.open_for_long(found, last_covered(where, "challenges"))
    return list_or_file(
        request,
        found,
        orders=presenters.ORDERS,
        default="-raised",
        sheet=presenters.SHEET,
        name=f"challenges-{year.value or chosen}",
        page=lambda shown: presenters.list_page(
            where,
            shown,
            lead=_sentence(where, figures, covered_part(where, "challenges", chosen)),
            filters=offered(year, by, to, level, expectation, result, state, words),
            add=recording.offer(request),
        ),
    )


def _choices(where: Partnership) -> tuple[list[tuple[int, str]], list[tuple[int, str]], list[str]]:
    """Who raised challenges, with whom, and at which levels."""
    return queries.agencies(where, "raised_by"), queries.agencies(where, "raised_with"), queries.levels(where)


def _sentence(where: Partnership, figures: Remembered, period: Period) -> str:
    raised = figures.evaluate("challenges.raised", Scope(partnership=where, period=period))
    still_open = figures.evaluate("challenges.open", Scope(partnership=where, at=period.end))
    return presenters.state_sentence(period, raised, still_open)


def challenge_record(request: Inside, number: int) -> HttpResponse:
    where, challenge = request.partnership, recording.found(request, number)
    may_close = challenge.closed_on is None and recording.may(request)
    reached = stages(where, queries.reached(challenge))
    page = presenters.record_page(
        challenge,
        recording.told(request, challenge),
        day=last_covered(where, "challenges"),
        close=recording.at(where, challenge, "close") if may_close else "",
        escalate=recording.at(where, challenge, "escalate") if may_close else "",
        reached=reached,
    )
    return render_page(request, page)


def escalate(request: Inside, number: int) -> HttpResponse:
    """Take a challenge that is not settled to the next stage."""
    where, challenge = request.partnership, recording.found(request, number)
    reached = queries.reached(challenge)
    stage = reached[-1].stage + 1 if reached else 1
    return ask_form(
        request,
        EscalateForm(request.POST if request.method == "POST" else None, initial={"stage": stage}),
        lambda data: services.escalate(by=request.person, challenge=challenge, **data),
        title=f"Take it to stage {stage}",
        submit="Escalate it",
        crumbs=(*recording.within(where, challenge), recording.link(where, challenge)),
        back=recording.at(where, challenge),
        said="The challenge was escalated.",
    )


def who_challenges_whom(request: Inside) -> HttpResponse:
    """The challenges of a year between each two agencies and by level, and those of the latest years over time."""
    where = request.partnership
    year, chosen = year_asked(request, "challenges", label="Raised in")
    figures = Remembered(where)
    level = choice(request, "level", "Level", ((one, one) for one in queries.levels(where)))
    expectation = choice(request, "expectation", "Expectation", Expectation.choices)
    period = covered_part(where, "challenges", chosen)
    found = of_year(queries.challenges(where), "raised_on", year, chosen)
    found = narrowed(found, at_level=level, expectation=expectation)
    asked = {"level": level.value, "expectation": expectation.value}
    scope = Scope(
        partnership=where, period=period, where={name: (said,) for name, said in asked.items() if said}
    )
    pairs = queries.between(found)
    page = matrix.page(
        where,
        matrix.between(pairs, Agencies(where), period.end),
        lead=_sentence(where, figures, period),
        filters=offered(year, level, expectation),
        to_answer=figures.evaluate("challenges.median_days_to_answer", scope) if pairs else None,
        more=(
            *((_by_level(figures, scope, queries.between_levels(found)),) if pairs else ()),
            _over_time(figures, scope),
        ),
    )
    return render_page(request, page)


def _by_level(figures: Remembered, scope: Scope, between: list[tuple[str, str, int]]) -> Section:
    return by_level.section(
        figures.evaluate("challenges.raised", scope, by="level"),
        figures.evaluate("challenges.median_days_to_answer", scope, by="level"),
        between,
    )


def _over_time(figures: Remembered, scope: Scope) -> Section:
    where, years = scope.partnership, covered_years(scope.partnership, "challenges")
    span = replace(scope, period=over_time.span(years))
    parts = {year: covered_part(where, "challenges", year) for year in years[: over_time.YEARS]}
    return over_time.section(
        figures.series("challenges.raised", span),
        figures.series("challenges.answered", span),
        {
            year: figures.evaluate("challenges.median_days_to_answer", replace(scope, period=part))
            for year, part in parts.items()
        },
    )


def close(request: Inside, number: int) -> HttpResponse:
    """Say what was answered and, when it is closed, when."""
    return recording.change(request, recording.found(request, number), CloseForm, title="Record the response")
