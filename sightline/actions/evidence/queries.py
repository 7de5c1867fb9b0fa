"""Reading evidence."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from sightline.actions.models import Action, Evidence, EvidenceVersion
from sightline.partnership.models import Partnership


def pieces_of(action: Action, *, withdrawn: bool = False) -> list[Evidence]:
    """The evidence of an action, each with its ``shown`` versions, the newest first; two queries."""
    every = (
        Evidence.objects.ever_of(action.partnership) if withdrawn else Evidence.objects.of(action.partnership)
    )
    versions = EvidenceVersion.objects.of(action.partnership).select_related("file").order_by("-number")
    shown = Prefetch("versions", versions, to_attr="shown")
    return list(every.filter(action=action).prefetch_related(shown))


def piece(partnership: Partnership, number: int) -> Evidence | None:
    """One piece of evidence, withdrawn or not."""
    every = Evidence.objects.ever_of(partnership).select_related("action__partnership", "partnership")
    return every.filter(pk=number).first()


def versions_of(piece: Evidence) -> list[EvidenceVersion]:
    """The versions of a piece of evidence, withdrawn or not, the newest first."""
    every = EvidenceVersion.objects.ever_of(piece.partnership).filter(evidence=piece)
    return list(every.select_related("file__destroyed_by").order_by("-number"))


def version(partnership: Partnership, number: int) -> EvidenceVersion | None:
    """One version, withdrawn or not."""
    every = EvidenceVersion.objects.ever_of(partnership).filter(pk=number)
    related = ("file__destroyed_by", "file__partnership", "evidence__action__partnership", "partnership")
    return every.select_related(*related).first()


def with_titles(actions: QuerySet[Action], partnership: Partnership) -> QuerySet[Action]:
    """The same actions, each with its ``attached`` evidence, for a file that names it."""
    return actions.prefetch_related(
        Prefetch("evidence", Evidence.objects.of(partnership), to_attr="attached")
    )
