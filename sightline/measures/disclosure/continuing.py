"""How a new table is controlled so that, beside what was let out before, it gives nothing away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sightline.measures.disclosure.comparing import agreeing, compare, together
from sightline.measures.disclosure.controlling import Search, control
from sightline.measures.disclosure.knowledge import NO_END, Knowledge, Relation, Terms
from sightline.measures.disclosure.programme import DoesNotFit
from sightline.measures.disclosure.published import Controlled
from sightline.measures.disclosure.releases import Release, places_of
from sightline.measures.disclosure.rules import USUAL, Rules, Status
from sightline.measures.disclosure.tables import Table


def control_after(
    table: Table,
    earlier: Sequence[Release],
    rules: Rules = USUAL,
    *,
    measure: str,
    by: str = "",
    periods: Mapping[str, Sequence[str]] | None = None,
) -> Controlled:
    """The table with all hidden that must be when its readers have the earlier releases too, oldest first.

    ``measure``, ``by`` and ``periods`` are those of ``Release.of``. What earlier releases give away among themselves
    cannot be mended, and is left: ``compare`` says what it is.
    """
    if not earlier:
        return control(table, rules)
    bare = Release.of(
        "", Controlled(table, rules, dict.fromkeys(table.counts, Status.SHOWN), rests_said=False),
        measure=measure, by=by, periods=periods,
    )  # fmt: skip
    before = agreeing([*earlier, bare])[:-1]
    past_help: set[Terms] = {finding.terms for finding in compare(before, rules)}
    search = Search(table, rules)
    search.protect_all()
    search.show_again()
    search.go_on(together(before).and_also(_links(table, bare, periods or {})))
    search.protect_all()
    while True:
        published = search.controlled()
        new = Release.of("", published, measure=measure, by=by, periods=periods)
        found = [each for each in compare([*before, new], rules) if each.terms not in past_help]
        if not found:
            return published
        for finding in found:
            hidden = len(search.hidden)
            try:
                search.protect(finding.terms)
            except DoesNotFit:
                past_help.add(finding.terms)
            if len(search.hidden) == hidden:
                past_help.add(finding.terms)
        search.protect_all()


def _links(table: Table, bare: Release, periods: Mapping[str, Sequence[str]]) -> Knowledge:
    """That each number of the table is the sum of the groups and periods that it covers."""
    links = []
    for name in table.counts:
        atoms = bare.atoms(name.part, places_of(table, periods, name.row, name.column))
        links.append(Relation(((name, -1), *atoms), 0, 0))
    ranges = {atom: (0.0, NO_END) for link in links for atom, _ in link.terms[1:]}
    return bare.knowledge(facts=()).and_also(Knowledge(ranges, tuple(links)))
