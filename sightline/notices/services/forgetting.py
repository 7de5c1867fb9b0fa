"""Forgetting what notices said once they have long been dealt with; that they were sent, and when, is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from sightline.notices.models import Notice, State

KEPT = timedelta(days=180)


@transaction.atomic
def forget_texts(now: datetime) -> int:
    """Clear text and file of what was sent or cancelled, and is old; how many."""
    old = Notice.objects.filter(state__in=[State.SENT, State.CANCELLED], created_at__lt=now - KEPT)
    return old.exclude(Q(text="") & Q(file="")).update(text="", file="")
