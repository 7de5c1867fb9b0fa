"""While everything here is fictional, one comes in by choosing who to be."""

from __future__ import annotations

from django.urls import reverse

from sightline.demo.queries import is_demonstration
from sightline.foundation.entrances import Entrance, entrances

entrances.add(Entrance("demonstration", lambda: reverse("demo:people") if is_demonstration() else ""))
