"""Reading runs of linkage, pairs in doubt and decisions about them, always those of one partnership."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sightline.datasets.models import Linkage, ReviewDecision, ReviewPair, RunState
from sightline.datasets.reviewing import SETTLED, Standing, Verdict
from sightline.measures.agreement import cohen
from sightline.partnership.models import Partnership

ASKED = Q(opinions__lt=SETTLED) | Q(standing=Standing.DISPUTED)
"""The pairs of which somebody who has said nothing yet is asked."""


def runs(partnership: Partnership) -> QuerySet[Linkage]:
    """Every run, the latest first."""
    return Linkage.objects.of(partnership).select_related("partnership", "by")


def run(partnership: Partnership, number: int) -> Linkage | None:
    """One run."""
    return runs(partnership).filter(pk=number).first()


def finished(partnership: Partnership) -> QuerySet[Linkage]:
    """The runs that came to an end, the latest first."""
    return runs(partnership).filter(state=RunState.FINISHED)


def latest_linkage(partnership: Partnership) -> Linkage | None:
    """The run that counts: the latest that came to an end."""
    return finished(partnership).first()


def before(run: Linkage) -> Linkage | None:
    """The run that counted before this one."""
    return finished(run.partnership).filter(started_at__lt=run.started_at).first()


def running(partnership: Partnership) -> QuerySet[Linkage]:
    """The runs of which nobody has said that they ended."""
    return runs(partnership).filter(state=RunState.RUNNING)


def run_to_work_on(number: int) -> Linkage | None:
    """A run that a background task was given; its service checks the right of whoever asked for it."""
    return Linkage.objects.filter(pk=number).select_related("partnership").first()


def latest_of_all() -> Linkage | None:
    """The latest run of any partnership, whose key is the installation's."""
    return Linkage.objects.filter(state=RunState.FINISHED).order_by("-finished_at", "-id").first()


def pairs(partnership: Partnership) -> QuerySet[ReviewPair]:
    """The pairs that matter now: in doubt, or decided."""
    return ReviewPair.objects.of(partnership).filter(Q(in_doubt=True) | Q(opinions__gt=0)).order_by("id")


def pair(partnership: Partnership, number: int) -> ReviewPair | None:
    """One pair."""
    every = ReviewPair.objects.of(partnership).select_related("run", "partnership")
    return every.filter(pk=number).first()


def decisions(pair: ReviewPair) -> QuerySet[ReviewDecision]:
    """What people said of a pair and have not taken back, in the order in which they said it."""
    return ReviewDecision.objects.of(pair.partnership).filter(pair=pair, taken_back_at=None)


def said_by(pair: ReviewPair, person: int | None) -> ReviewDecision | None:
    """What somebody said of a pair."""
    return decisions(pair).filter(person=person).first() if person else None


def unsaid_by(partnership: Partnership, person: int | None) -> QuerySet[ReviewPair]:
    """The pairs of which somebody is asked and has said nothing: undecided first, then disputed, then the others."""
    theirs = ReviewDecision.objects.of(partnership).filter(
        pair=OuterRef("pk"), person=person, taken_back_at=None
    )
    asked = pairs(partnership).filter(ASKED).filter(~Exists(theirs))
    return asked.order_by("-in_doubt", F("opinions").asc(), "number", "id")


def next_for(
    partnership: Partnership, person: int | None, after: ReviewPair | None = None
) -> ReviewPair | None:
    """The pair that somebody is asked about next, other than the one they are at."""
    asked = unsaid_by(partnership, person).select_related("partnership")
    return (asked.exclude(pk=after.pk) if after else asked).first()


def numbers_said_by(partnership: Partnership, person: int | None) -> set[int]:
    """The numbers of the pairs of which somebody has said something."""
    theirs = ReviewDecision.objects.of(partnership).filter(person=person, taken_back_at=None)
    return set(theirs.values_list("pair_id", flat=True))


def in_state(partnership: Partnership, person: int | None, state: str) -> QuerySet[ReviewPair]:
    """The pairs in one of the states that the list can be narrowed to, as whoever looks may know them.

    How a pair stands of which others wait for an opinion of theirs is not told to them by the list either.
    """
    every = pairs(partnership)
    known = every.exclude(pk__in=second_opinions(partnership, person).values("pk"))
    states = {
        "asked": lambda: unsaid_by(partnership, person),
        "waiting": lambda: waiting(partnership),
        "second": lambda: second_opinions(partnership, person),
        "decided": lambda: known.filter(standing__in=[one for one in Standing if one.binds]),
        "doubt": lambda: known.filter(standing__in=[Standing.DOUBT, Standing.DISPUTED]),
        "question": lambda: known.exclude(caution=""),
    }
    return states.get(state, lambda: every)()


def waiting(partnership: Partnership) -> QuerySet[ReviewPair]:
    """The pairs of which nobody has said anything."""
    return pairs(partnership).filter(opinions=0)


def second_opinions(partnership: Partnership, person: int | None) -> QuerySet[ReviewPair]:
    """The pairs of which others have said something, and somebody is asked."""
    return unsaid_by(partnership, person).filter(opinions__gt=0)


def undecided(partnership: Partnership) -> QuerySet[ReviewPair]:
    """The pairs in doubt that nothing binds, with the run that came upon them."""
    bound = [one for one in Standing if one.binds]
    return pairs(partnership).filter(in_doubt=True).exclude(standing__in=bound).select_related("run")


def binding(partnership: Partnership) -> QuerySet[ReviewPair]:
    """The pairs of which people said something that the next run keeps to."""
    return pairs(partnership).filter(standing__in=[one for one in Standing if one.binds])


def in_question(partnership: Partnership) -> QuerySet[ReviewPair]:
    """The decided pairs against whose decision the latest run found something."""
    return binding(partnership).exclude(caution="")


def last_seen(pairs: Iterable[ReviewPair]) -> dict[int, str]:
    """Number of each pair -> the mark of what its records said when somebody last decided about it."""
    said = ReviewDecision.objects.filter(pair__in=list(pairs), taken_back_at=None).order_by(
        "decided_at", "id"
    )
    return dict(said.values_list("pair_id", "saw"))


def agreement(partnership: Partnership) -> tuple[int, int, Fraction | None]:
    """(pairs with two opinions, pairs on which the first two agree, Cohen's kappa of these or None)."""
    counts = Counter(_first_two(ReviewDecision.objects.of(partnership).filter(taken_back_at=None)))
    table = [[counts[one, other] for other in Verdict] for one in Verdict]
    agreed = sum(counts[one, one] for one in Verdict)
    return counts.total(), agreed, cohen(table)


def _first_two(decisions: QuerySet[ReviewDecision]) -> Iterable[tuple[Verdict, Verdict]]:
    said: dict[int, list[Verdict]] = {}
    for pair, verdict in decisions.order_by("decided_at", "id").values_list("pair_id", "verdict"):
        said.setdefault(pair, []).append(Verdict(verdict))
    return [(one[0], one[1]) for one in said.values() if len(one) >= SETTLED]
