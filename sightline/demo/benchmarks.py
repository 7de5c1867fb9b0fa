"""What England's published figures are, so that an indicator of the demonstration stands beside something."""

from __future__ import annotations

from sightline.datasets.benchmarking import benchmark_key, known_elsewhere
from sightline.datasets.models import Benchmark, Elsewhere
from sightline.datasets.services.benchmarks import benchmarks
from sightline.foundation.access import Actor
from sightline.partnership.models import Partnership

SOURCE = "Department for Education, Children in need: year ending 31 March 2025"
LINK = "https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need"
YEAR = "2024-25"
ENGLAND = {
    "data.cin_re_referrals": (142_900, 632_830),
    "data.re_referrals": (142_900, 632_830),
    "data.conferences_in_time": (58_670, 72_100),
    "data.assessments_in_time": (555_820, 648_830),
}
"""By measure: how many of how many. These are figures that were published, not made up."""


def know_england(by: Actor, partnership: Partnership) -> None:
    """Record England's figures; those that are there already stay as they are."""
    held = known_elsewhere(partnership)
    for measure, (numerator, denominator) in ENGLAND.items():
        one = Benchmark(
            partnership=partnership,
            measure=measure,
            kind=Elsewhere.ENGLAND,
            area="England",
            year=YEAR,
            numerator=numerator,
            denominator=denominator,
            source=SOURCE,
            link=LINK,
        )
        if benchmark_key(one) not in held:
            benchmarks.add(by=by, record=one)
