"""What lists ask of records: those that hold some words, the text around the first, and how many belong to each."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

M = TypeVar("M", bound=Model)
AROUND = 60


def matching(rows: QuerySet[M, Any], words: str, *fields: str) -> QuerySet[M, Any]:
    """The rows in which each of the words stands in at least one of the fields, in capitals or not."""
    for word in words.split():
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(somewhere)
    return rows


def counted(rows: QuerySet[Any, Any], owner: str) -> Coalesce:
    """How many of the rows belong to each thing that ``owner`` leads to: counted for those that are read alone."""
    of_one = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    return Coalesce(Subquery(of_one.annotate(number=Count("pk")).values("number")), 0)


def snippet(text: str, words: str) -> str:
    """The part of a text around the first of the words that it holds; its beginning when it holds none."""
    flat = " ".join(text.split())
    places = [place for word in words.split() if (place := flat.casefold().find(word.casefold())) >= 0]
    start = max(0, min(places, default=0) - AROUND)
    end = start + 3 * AROUND
    return ("…" if start else "") + flat[start:end].strip() + ("…" if end < len(flat) else "")


def shortened(text: str, longest: int = 90) -> str:
    """A text on one line, cut after a whole word when it is long."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return flat[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"
